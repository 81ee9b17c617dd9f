"""The designs that a new scenario may begin with, each as the YAML that a person would write."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from foedus.errors import UnknownNameError
from foedus.states import find
from foedus.terms import instruments

#: COW codes of Europe and Turkey: whom NATO and the EU would be offered to by default.
_EUROPE = range(200, 396)


@dataclass(frozen=True, slots=True)
class MenuDesign:
    """One design of the menu.

    point: where it stands on the line of how strong a guarantee is, 0 to 100, a judgement.
    pact: the instrument that it extends; offered from the day on which that is in force.
    """

    name: str
    title: str
    point: int
    body: str  # YAML below the name; {protege}, {guarantors}, {first} are filled in
    pact: str = ""

    def offered(self, challenger: str, day: date) -> bool:
        """Whether it can be written for a question of this day and challenger."""
        if not self.pact:
            return True
        text = instruments.get(self.pact)
        begun = text.in_force or text.signed
        return begun is not None and begun <= day and challenger not in text.guarantors_on(day)


_PLEDGE = """\
    guarantors: [{guarantors}]
    clauses:
      - obligation: defense             # or offense, neutrality, nonaggression, consultation,
                                        # aid, sanctions, assurance
        trigger: armed-attack           # or threat, seizure, internal, any
        area: [{protege}]
        discretion: as-deemed-necessary # or automatic, after-consultation
      - {{obligation: consultation, trigger: threat}}
      - {{obligation: aid}}
    military:                           # ties that the text provides for; what is not said is none
      contact: regular                  # or none, wartime, peacetime
      aid: yes
"""
_FORCES = """\
      bases: permanent                  # or none, access
      stationed:
        - {{state: {first}, number: 5000, judgement: a number to start from}}
      organization: named               # or none, meetings, permanent
      command: coordinated              # or none, integrated
      companion: yes                    # a status-of-forces agreement
    adopted_by: legislature
    term: 20
"""
MENU = {
    each.name: each
    for each in (
        MenuDesign("none", "No guarantee: what the others are measured against", 0, ""),
        MenuDesign(
            "consultation", "Consultation when the protégé is threatened", 10,
            "    guarantors: [{guarantors}]\n    clauses:\n"
            "      - {{obligation: consultation, trigger: threat}}\n    adopted_by: executive\n",
        ),
        MenuDesign(
            "assurances", "Political assurances in the style of the Budapest memorandum", 20,
            "    guarantors: [{guarantors}]\n    clauses:\n"
            "      - {{obligation: nonaggression}}     # each guarantor binds itself\n"
            "      - {{obligation: assurance, trigger: armed-attack}}\n"
            "      - {{obligation: consultation, trigger: threat}}\n    adopted_by: executive\n",
        ),
        MenuDesign(
            "arms-and-training", "Arms and training without a promise to fight", 45,
            "    guarantors: [{guarantors}]\n    clauses:\n      - {{obligation: aid}}\n"
            "      - {{obligation: consultation, trigger: threat}}\n"
            "    military: {{contact: regular, aid: grants-and-training}}\n"
            "    adopted_by: executive\n    term: 10\n",
        ),
        MenuDesign(
            "article-5-like", "An Article 5-like pledge by executives", 70,
            _PLEDGE + "    adopted_by: executive             # or legislature, treaty\n"
            "    term: 10                          # years; leave out where no end is set\n",
        ),
        MenuDesign(
            "article-5-like-stationed",
            "A pledge by legislatures with forces there", 85, _PLEDGE + _FORCES,
        ),
        MenuDesign(
            "mutual-defense", "A treaty of mutual defense without an end", 80,
            "    guarantors: [{guarantors}]\n    mutual: yes\n    clauses:\n"
            "      - {{obligation: defense, trigger: armed-attack, "
            "discretion: as-deemed-necessary}}\n"
            "      - {{obligation: consultation, trigger: threat}}\n"
            "    military: {{contact: regular, organization: meetings}}\n    adopted_by: treaty\n",
        ),
        MenuDesign(
            "nato", "NATO membership", 100,
            "    extends: north-atlantic-1949      # its parties on the scenario's day\n",
            "north-atlantic-1949",
        ),
        MenuDesign(
            "eu", "EU membership with its clause of mutual assistance", 75,
            "    extends: eu-42-7-2007             # its parties on the scenario's day\n",
            "eu-42-7-2007",
        ),
    )
}  # fmt: skip
#: Laid over `article-5-like` where that is written too, instead of said again.
_STATIONED, _UNDER = "article-5-like-stationed", "article-5-like"


def usual(challenger: str, protege: str, day: date) -> tuple[str, ...]:
    """The designs of a new scenario where none are asked for."""
    names = ("none", "consultation", _UNDER, _STATIONED)
    nato = MENU["nato"]
    in_europe = find(protege, year=day.year).ccode in _EUROPE
    new = protege not in instruments.get(nato.pact).guarantors_on(day)
    return (*names, nato.name) if in_europe and new and nato.offered(challenger, day) else names


def chosen(names: Sequence[str], challenger: str, day: date) -> tuple[MenuDesign, ...]:
    """The designs of these names, `none` first. Raises UnknownNameError for others."""
    offered = {name: each for name, each in MENU.items() if each.offered(challenger, day)}
    for name in names:
        if name not in offered:
            raise UnknownNameError("design of the menu", name, offered, where="--designs")
    return tuple(offered[name] for name in dict.fromkeys(("none", *names)))


def written(designs: Sequence[MenuDesign], protege: str, guarantors: Sequence[str]) -> str:
    """The block `designs:` of a file. protege, guarantors: as they are written in YAML."""
    names = {each.name for each in designs}
    blocks = []
    for each in designs:
        if not each.body:
            blocks.append(f"  {each.name}: {{}}                      # no guarantee\n")
            continue
        body = each.body
        if each.name == _STATIONED and _UNDER in names:
            body = (
                f"    extends: {_UNDER}           # what is written here is laid over it\n"
                "    military:                           # item by item\n" + _FORCES
            )
        body = body.format(protege=protege, guarantors=", ".join(guarantors), first=guarantors[0])
        blocks.append(f"  {each.name}:\n    title: {each.title}\n{body}")
    return "\n".join(blocks)
