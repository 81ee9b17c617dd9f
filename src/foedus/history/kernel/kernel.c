/* Paths by the block: every pass, design and draw, each path as path.h has it. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "path.h"

/* Where vectors may be wider than every such processor has, each pass is compiled once more for
   those that have them, and chosen when the library is first called. */
#if defined(__x86_64__) && defined(__GNUC__)
#define WIDER 1
#define WIDE __attribute__((target("avx2,fma")))
#define WIDEST __attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,fma")))
static int wider(void)
{
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl")
        && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw"))
        return 2;
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
}
#endif

#include "slice.h"

/* Paths of one pass: rungs and states are constants here, so that loops over them unroll. */
typedef void Pass(int, Pair *, const float *, const float *, const float *, const float *, float *,
                  float *);
#define PASS(name, made_for, rungs, given, states)                                                \
    made_for static void name(int years, Pair *p, const float *still, const float *back,          \
                              const float *ending, const float *uniforms, float *sums,            \
                              float *expected)                                                    \
    {                                                                                             \
        path(rungs, given, states, years, p, still, back, ending, uniforms, sums, expected);      \
    }
#define PASSES(name, made_for)                                                                    \
    PASS(name##11, made_for, 1, 1, 1) PASS(name##12, made_for, 1, 1, 2)                           \
    PASS(name##21, made_for, 2, 1, 1) PASS(name##22, made_for, 2, 1, 2)                           \
    PASS(name##31, made_for, 3, 1, 1) PASS(name##32, made_for, 3, 1, 2)                           \
    PASS(name##41, made_for, 4, 1, 1) PASS(name##42, made_for, 4, 1, 2)                           \
    PASS(name##01, made_for, 4, 0, 1) PASS(name##02, made_for, 4, 0, 2)                           \
    static Pass *const name[5][2] = {{name##11, name##12}, {name##21, name##22},                  \
                                     {name##31, name##32}, {name##41, name##42},                  \
                                     {name##01, name##02}};
PASSES(plain, )
#ifdef WIDER
PASSES(wide, WIDE)
PASSES(widest, WIDEST)
#endif

static Pass *passing(int pass, int states)
{
#ifdef WIDER
    if (wider() == 2) return widest[pass][states - 1];
    if (wider() == 1) return wide[pass][states - 1];
#endif
    return plain[pass][states - 1];
}

/* Each year's uniforms in strata by path, as Uniforms.stratified has them.
   random: (3, 2, paths, years) doubles of each draw; out: (paths, years, 3, LANES). */
static void stratify(const double *random, int draws, int paths, int years, float *out)
{
    long half = (long)paths * years;
    for (int i = 0; i < LANES; i++) {
        const double *mine = random + (i < draws ? i : draws - 1) * 6 * half;
        for (int k = 0; k < 3; k++)
            for (int year = 0; year < years; year++)
                for (int a = 0; a < paths; a++) {
                    const double *order = mine + 2 * k * half + year;
                    int rank = 0;
                    for (int b = 0; b < paths; b++)
                        rank += order[(long)b * years] < order[(long)a * years]
                             || (order[(long)b * years] == order[(long)a * years] && b < a);
                    /* strata are an argsort: the path of that rank gets this path's number */
                    double inside = mine[(2 * k + 1) * half + (long)rank * years + year];
                    float u = (float)((a + inside) / paths);
                    out[(((long)rank * years + year) * 3 + k) * LANES + i] =
                        u < 1.0f ? u : 0.99999994f;
                }
    }
}

/* What it was compiled from: a library older than its source is not used. */
#ifndef FOEDUS_SOURCE
#define FOEDUS_SOURCE ""
#endif
const char *foedus_source(void) { return FOEDUS_SOURCE; }

static void spread(const float *from, int64_t n, int64_t start, int rows, float *to)
{
    int64_t left = n - start;
    for (int r = 0; r < rows; r++)
        for (int i = 0; i < LANES; i++)
            to[r * LANES + i] = from[r * n + start + (i < left ? i : left - 1)];
}

/* n draws, all passes of ``asked`` (a bit each; the fifth is whatever comes).
   rows: (ROWS, n), one such table a design if own_rows. back: (RUNGS, n), the same if own_back.
   still: (designs, states, RUNGS, n). ending: (designs, years, n), read with two states. random: (n, 3, 2, paths, years). Out, if every: own, any, stood
   (events, n, years, designs), else (events, n, designs) of the last year; mean, first (RUNGS, n,
   designs). Returns 0, or 1 where memory is short. */
int foedus_paths(int64_t n, int designs, int own_rows, int own_back, int states, int paths,
                 int years, int asked, int every, const float *rows, const float *still,
                 const float *back, const float *ending,
                 const double *random, float *own, float *any, float *stood, double *mean,
                 double *first)
{
    size_t year = (size_t)years * LANES;
    float *uniforms = malloc(sizeof(float) * (3 * paths + 1 + 3 + RUNGS) * year);
    float *held = malloc(sizeof(float) * (3 * RUNGS * LANES) + 2 * sizeof(Pair));
    if (!uniforms || !held) {
        free(uniforms);
        free(held);
        return 1;
    }
    float *ends = uniforms + 3 * paths * year, *sums = ends + year, *expected = sums + 3 * year;
    Pair *start = (Pair *)held, *now = start + 1;
    float *stays = (float *)(now + 1), *behind = stays + 2 * RUNGS * LANES;
    memset(ends, 0, sizeof(float) * year);
    for (int64_t from = 0; from < n; from += LANES) {
        int here = (int)(n - from < LANES ? n - from : LANES);
        stratify(random + from * 6 * paths * years, here, paths, years, uniforms);
        for (int d = 0; d < designs; d++) {
            if (d == 0 || own_rows)
                spread(rows + (int64_t)d * own_rows * ROWS * n, n, from, ROWS, (float *)start);
            if (d == 0 || own_back)
                spread(back + (int64_t)d * own_back * RUNGS * n, n, from, RUNGS, behind);
            spread(still + (int64_t)d * states * RUNGS * n, n, from, states * RUNGS, stays);
            int lapses = 0; /* what never does stands for good: one state says the same */
            if (states > 1) {
                spread(ending + (int64_t)d * years * n, n, from, years, ends);
                for (size_t i = 0; i < year; i++) lapses |= ends[i] > 0.0f;
            }
            int64_t event = 0;
            for (int pass = 0; pass < 5; pass++) {
                if (!(asked >> pass & 1)) continue;
                memset(sums, 0, sizeof(float) * (3 + RUNGS) * year);
                for (int a = 0; a < paths; a++) {
                    memcpy(now, start, sizeof(Pair));
                    passing(pass, 1 + lapses)(years, now, stays, behind, ends,
                                             uniforms + 3 * a * year, sums, expected);
                }
                if (pass == 4) {
                    for (int r = 0; r < RUNGS; r++)
                        for (int i = 0; i < here; i++) {
                            double total = 0.0;
                            for (int y = 0; y < years; y++)
                                total += expected[(y * RUNGS + r) * LANES + i];
                            int64_t at = (r * n + from + i) * designs + d;
                            mean[at] = total / paths / years;
                            first[at] = expected[r * LANES + i] / paths;
                        }
                    continue;
                }
                float *out[3] = {own, any, stood};
                for (int k = 0; k < 3; k++)
                    for (int i = 0; i < here; i++) {
                        double total = 0.0;
                        int64_t row = event * n + from + i;
                        for (int y = 0; y < years; y++) {
                            total += sums[(y * 3 + k) * LANES + i] / paths;
                            float bounded = total < 1.0 ? (float)total : 1.0f;
                            if (every) out[k][(row * years + y) * designs + d] = bounded;
                            else if (y + 1 == years) out[k][row * designs + d] = bounded;
                        }
                    }
                event++;
            }
        }
    }
    free(uniforms);
    free(held);
    return 0;
}
