"""Attributions by rules: every passage that people marked, and constructions beside them."""

import pytest

from foedus.clip.marked import passages
from foedus.clip.speech import rules
from foedus.clip.text.blocks import blocks


def told(text: str) -> list[tuple[str | None, str]]:
    return [
        (text[slice(*each.source)] if each.source else None,
         " … ".join(text[slice(*piece)] for piece in each.content))
        for each in rules.attributions(text, blocks(text))
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We will not,” Hart said, “give up the strait.”",
         [("Hart", "“We will not,” … “give up the strait.”")]),
        ("Vardania dropped its demand for a veto, according to two diplomats briefed on the talks.",
         [("two diplomats briefed on the talks", "Vardania dropped its demand for a veto")]),
        ("Belic said Vale had agreed to a pause of ninety days.",
         [("Belic", "Vale had agreed to a pause of ninety days")]),
        ("The border, Hart said, will stay open.", [("Hart", "The border … will stay open")]),
        ("Belic, who returned on Monday, warned that the truce was fragile.",
         [("Belic", "that the truce was fragile")]),
        ("“Peace is near”, the president wrote on social media.",
         [("the president", "“Peace is near”")]),
        ("He gave no date but said that the ships would sail.",
         [("He", "that the ships would sail")]),
        ("The minister ruled out sending troops.", [("The minister", "sending troops")]),
        ("Officials said the line was “quiet,” adding that no shells had fallen.",
         [("Officials", "the line was “quiet,”"), ("Officials", "that no shells had fallen")]),
        ("It was announced on Tuesday that the summit would move.",
         [(None, "that the summit would move")]),
        ("Belic was quoted by the agency as saying that the bridge would open.",
         [("Belic", "that the bridge would open")]),
        ("Vardania’s promise to reopen the port has been broken twice.",
         [("Vardania", "to reopen the port")]),
        ("GENEVA, May 9 (Wire) - The line is quiet, the army chief told reporters.",
         [("the army chief", "The line is quiet")]),
        ("The line is quiet, as Hart put it.", [("Hart", "The line is quiet")]),
        ("Hart, who commanded the fort, said the line was quiet.",
         [("Hart", "the line was quiet")]),
        ("One of them noted that the text was old.", [("One of them", "that the text was old")]),
        ("The line is quiet, a senior army official said Thursday, amid talk of a truce.",
         [("a senior army official", "The line is quiet")]),
        ("Belic said earlier on Thursday (local time) that the port was shut. read more",
         [("Belic", "that the port was shut")]),
        ("Belic invited Vardania to resume the talks in Korva.",
         [("Belic", "Vardania to resume the talks in Korva")]),
        ("Hart reaffirmed the pledge of 1997 during phone calls with allies.",
         [("Hart", "the pledge of 1997")]),
        ("“The line is quiet,” Hart said. He turned to the fleet: “It sails tonight, as it must.”",
         [("Hart", "“The line is quiet,”"), ("He", "“It sails tonight, as it must.”")]),
        ("“All is quiet,” Hart said, calling the fleet the spine of the alliance.",
         [("Hart", "“All is quiet,”"), ("Hart", "the fleet the spine of the alliance")]),
        ("The task was “guarding the sky,” as well as the sea and the border, Hart said.",
         [("Hart", "The task was “guarding the sky,” as well as the sea and the border")]),
        ("The fleet has sailed. This was reported on Monday by the harbor authority.",
         [("the harbor authority", "The fleet has sailed")]),
        ("The ships were shelled at dawn, as reported by the navy on Monday.",
         [("the navy", "The ships were shelled at dawn")]),
        ("The parliament imposed a toll, urging Vardania to reopen the port.",
         [("The parliament", "Vardania to reopen the port")]),
        ("Mira Solt, president of Norrland, told the assembly on Monday that no land would go.",
         [("Mira Solt", "that no land would go")]),
        ("The mission’s head, Mira Solt, rejected the offer, saying it fell short.",
         [("The mission’s head", "the offer"), ("The mission’s head", "it fell short")]),
        ("Korva has accused Vardania of moving guns, a charge Vardania denies.",
         [("Vardania", "Korva has accused Vardania of moving guns"),
          ("Korva", "Vardania of moving guns")]),
        ("In Hart’s view, the treaty is dead.", [("Hart", "the treaty is dead")]),
        ("Hart’s answer to the allies was plain: pay up or go home.",
         [("Hart", "pay up or go home")]),
        ("The president is expected to say that the pact will hold.",
         [("The president", "that the pact will hold")]),
        ("Belic promised: the guns will fall silent by June.",
         [("Belic", "the guns will fall silent by June")]),
        ("Norrland agreed on Tuesday to consider a truce.", [("Norrland", "to consider a truce")]),
        ("She welcomed the decision to open a corridor.",
         [("She", "the decision to open a corridor")]),
        ("She welcomed the guests at the door.", []),
        ("The party is planning to appoint a new treasurer.", []),
        ("KALLAK (deputy minister): Well, we are ready, and so are they.",
         [("KALLAK (deputy minister)", "Well, we are ready, and so are they.")]),
        ("Talks Would Be Best for All – Norrland’s Prime Minister",
         [("Norrland’s Prime Minister", "Talks Would Be Best for All")]),
        ("The truce, which held for a week, was broken on Tuesday, said the mission’s head.",
         [("the mission’s head",
           "The truce, which held for a week, was broken on Tuesday")]),
        ("The ministers stressed their unity, strongly condemning the raid on the port.",
         [("The ministers", "their unity"), ("The ministers", "the raid on the port")]),
        ("The council demands free access, highlights the need for aid and stresses the risk.",
         [("The council", "free access"), ("The council", "the need for aid"),
          ("The council", "the risk")]),
        ("As Hart mentioned in this room on Monday, the port is shut.",
         [("Hart", "the port is shut")]),
        ("Hart is expected to underscore that the new year has brought no peace.",
         [("Hart", "that the new year has brought no peace")]),
        ("The envoy called on all parties to lay down arms and appealed for full calm.",
         [("The envoy", "all parties to lay down arms"), ("The envoy", "full calm")]),
        ("Hart noted that as long as the fort stands, Vardania will continue to be a threat.",
         [("Hart", "that as long as the fort stands, Vardania will continue to be a threat")]),
        ("Norrland, rival tribe agree on a full truce: foreign minister",
         [("foreign minister", "Norrland, rival tribe agree on a full truce")]),
        ("Norrland urges Vardania to reopen the port, said Alma Dorn, the mission’s spokeswoman.",
         [("Alma Dorn", "Norrland urges Vardania to reopen the port")]),
        ("Norrland on Friday urged the islanders to stay home as the Vardania Guard warned of war.",
         [("Norrland", "the islanders to stay home")]),
        ("Norrland said the raid was an act of war, after accusing Vardania of three others.",
         [("Norrland", "the raid was an act of war"), ("Norrland", "Vardania of three others")]),
        ("Norrland voiced doubts, while Vardania expressed serious concern while reiterating its"
         " claim.",
         [("Vardania", "serious concern"), ("Vardania", "its claim")]),
        ("The port was shut for a day, Ed Moor, a spokesman for the guard, said in a statement.",
         [("Ed Moor", "The port was shut for a day")]),
        ("The ships will not sail, Hart said after the union’s former chief claimed in a long talk"
         " on the island’s radio that they were at sea.", [("Hart", "The ships will not sail"),
          ("the union’s former chief", "that they were at sea")]),
        ("It also said the port would reopen.", [("It", "the port would reopen")]),
        ("Hart went on to say that the fleet would stay.",
         [("Hart", "that the fleet would stay")]),
        ("Hart said its chief envoy, Mira Solt, met the rebels on Friday.",
         [("Hart", "its chief envoy, Mira Solt, met the rebels on Friday")]),
        ("The port is shut, said a statement released by the office of the president.",
         [("a statement released by the office of the president", "The port is shut")]),
        ("The wall is a “monument to fear,” Belic said.",
         [("Belic", "The wall is a “monument to fear,”")]),
        ("The port is shut. Hart stated this at a briefing on Monday.",
         [("Hart", "The port is shut")]),
        ("Hart warned Vardania of grave consequences.", [("Hart", "grave consequences")]),
        ("Hart suggested merging the two fleets.", [("Hart", "merging the two fleets")]),
        ("Belic made clear that the pact would stand.", [("Belic", "that the pact would stand")]),
        ("“No ships will sail,” the source, who asked for no name, told the Wire.",
         [("the source", "“No ships will sail,”")]),
        ("“No ships will sail,” Kall was quoted as saying by the Wire.",
         [("Kall", "“No ships will sail,”")]),
        ("Norrland accuses Vardania of raids and vows “a firm answer” to them.",
         [("Norrland", "Vardania of raids"), ("Norrland", "“a firm answer” to them")]),
        ("Hart denied the raid, but Vardania said it had proof.",
         [("Hart", "the raid"), ("Vardania", "it had proof")]),
        ("Vardania said in a separate statement it had sent no ships.",
         [("Vardania", "it had sent no ships")]),
        ("The envoy called on Norrland and Vardania to lay down arms.",
         [("The envoy", "Norrland and Vardania to lay down arms")]),
        ("Hart said Vardania claims that the port is shut.",
         [("Hart", "Vardania claims that the port is shut"),
          ("Vardania", "that the port is shut")]),
        ("– The line is quiet. It will stay so, says Hart.",
         [("Hart", "The line is quiet. It will stay so")]),
        ("Stating that the port was shut, Hart said the fleet would stay.",
         [("Hart", "that the port was shut"), ("Hart", "the fleet would stay")]),
        ("The talks ended a day after Hart issued a note, saying the port was shut.",
         [("Hart", "the port was shut")]),
        ("The envoy said the talks, which the mediator said were friendly, would go on.",
         [("The envoy", "the talks, which the mediator said were friendly, would go on"),
          ("the mediator", "were friendly")]),
        ("Norrland has long denied allegations that it armed the rebels.",
         [("Norrland", "allegations that it armed the rebels")]),
        ("The port is shut, as revealed by two diplomats.",
         [("two diplomats", "The port is shut")]),
        ("Hart told the Vardanian daily Sol he had seen the text.",
         [("Hart", "he had seen the text")]),
        ("The official – who asked for no name – said the port was shut.",
         [("The official", "the port was shut")]),
        ("According to Hart, the port is shut, and he accused Vardania of raids.",
         [("Hart", "the port is shut"), ("he", "Vardania of raids")]),
        ("Hart said on Friday, 9 May, that the port was shut.",
         [("Hart", "that the port was shut")]),
        ("The agency said Kall condemned the raid on the port.",
         [("The agency", "Kall condemned the raid on the port"),
          ("Kall", "the raid on the port")]),
        ("Hart praised the crew’s “calm” without mentioning the raid.",
         [("Hart", "the crew’s “calm”")]),
        ("Hart called the pact a grave mistake.", [("Hart", "the pact a grave mistake")]),
        ("“We will stay put,” said Hart, but she offered no details.",
         [("Hart", "“We will stay put,”")]),
        ("He offered no details, and the crew its condolences.", []),
        ("Officials endorsed the plan last week.", [("Officials", "the plan last week")]),
        ("A plan that the council endorsed last week has failed.", []),
        ("Norrland, described as calm, is at peace.", []),
        ("Hart, speaking on Sunday, said he had begun to doubt it.",
         [("Hart", "he had begun to doubt it")]),
        ("Both sides praised the pact, with Vardania confirming that it would pay.",
         [("Both sides", "the pact"), ("Vardania", "that it would pay")]),
        ("The port will close in May. This decision was announced by Hart, the Wire reports.",
         [("Hart", "The port will close in May")]),
        ("The Wire quoted Kall, the spokesman of the fleet, as saying the port was shut.",
         [("Kall", "the port was shut")]),
        ("Norrland announced it is closing the port, citing fears of a raid.",
         [("Norrland", "it is closing the port")]),
        ("“Hart has made it clear that he will not go,” an aide said.",
         [("an aide", "“Hart has made it clear that he will not go,”")]),
        ("The United States, described as friendly, sent ships.", []),
        ("Hart declined to comment.", []),
        ("According to Hart", []),
        ("Amazon is offering a discount on ships.", []),
        ("Article 4 states that an attack on one is an attack on all.", []),
        ("The coastal states are at peace and have claims on each other.", []),
        ("It remains unclear whether Vardania agreed to the terms.", []),
        ("We value your opinion and hope you agree to our terms of use.", []),
    ],
)  # fmt: skip
def test_a_construction_is_read(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


def test_a_paragraph_that_leaves_its_mark_open_goes_on() -> None:
    text = "“They came at night,” said Sol. “They took the boats.\n“They burned what was left.”"
    [(source, content)] = told(text)
    assert source == "Sol"
    assert content.count(" … ") == 2
    assert content.endswith("“They burned what was left.”")


def test_an_outlet_carries_and_does_not_speak_for_the_speaker() -> None:
    text = "The line will be the border, Vale said, according to the Norrland Wire."
    [found] = rules.attributions(text, blocks(text))
    assert text[slice(*found.source)] == "Vale"
    assert [text[slice(*source)] for source, _ in found.carriers] == ["the Norrland Wire"]


def test_an_outlet_carries_whom_it_quotes_as_saying() -> None:
    text = "Only the truce was discussed, the Wire quoted Vale as saying during a visit."
    [found] = rules.attributions(text, blocks(text))
    assert told(text) == [("Vale", "Only the truce was discussed")]
    assert [text[slice(*source)] for source, _ in found.carriers] == ["the Wire"]


def test_the_threshold_is_the_users() -> None:
    text = "Vardania agreed to the terms of the pact that the two had signed."
    assert rules.attributions(text, blocks(text), 0.4)
    assert rules.attributions(text, blocks(text), 0.95) == []


def test_passages_without_speech_give_no_draft() -> None:
    quiet = [each for each in passages() if not each.gold]
    assert len(quiet) == 41
    assert [each.id for each in quiet if told(each.text)] == []


def test_the_turns_of_a_transcript_are_their_speakers() -> None:
    text = "KALLAK: Well, we are ready.\nMODERATOR: And are they ready too?\nKALLAK: So they say."
    assert told(text)[0] == ("KALLAK", "Well, we are ready.")
    assert told("DOHA: The minister said the port was shut.") == [
        ("The minister", "the port was shut")
    ]
