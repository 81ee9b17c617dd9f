/* A pair's years, path by path: what foedus/history/pair.py does with arrays, in one loop.

   Lanes are posterior draws: LANES of them side by side, so that a compiler makes vectors of them.
   All is float32 but the sums over years. Each number is that of the NumPy version but for
   rounding: same uniforms, same order. Plain C99; foedus/history/kernel/layout.py fills what it
   reads, in the order of the lists below. */

#include <stdint.h>
#include <string.h>

#define LANES 64
#define RUNGS 4

#define INSIDE static inline __attribute__((always_inline))
#define FOR for (int i = 0; i < LANES; i++)

typedef float lanes[LANES];

/* One way of the pair: its own counts, what of them is refilled, and slopes by feature. */
enum { BEGUN, PAST1, PAST2, FORCE1, FORCE2, DEADLY1, DEADLY2, COUNTED };
enum { RIVAL, RECENT, DECADE, GENERATION, OWN, QUIET, LATELY, WAR, RIVAL_LATELY,
       FORCE_PAIR, FORCE_1, FORCE_2, DEADLY_PAIR, DEADLY_1, DEADLY_2, DEADLY_RIVAL, SLOPES };
typedef struct {
    lanes count[COUNTED];
    lanes refill[COUNTED];
    lanes slope[SLOPES];
} Way;
/* What both share. since: years since a dispute; fought: a war ten years' fading; the rest of the
   list is how a rivalry goes on: logit constant, slope, weight of that logit, chance beside it,
   chance that one ends. */
enum { SHARED2, SHARED8, SHARED25, FORCE25, DEADLY25, SINCE, FOUGHT, RIVALRY, COMMON };
enum { CONSTANT, DISPUTES, NEAR, REMOTE, ENDS, TIES };
typedef struct {
    lanes common[COMMON];
    lanes ties[TIES];
    Way way[2];
} Pair;
#define ROWS ((int)(sizeof(Pair) / sizeof(lanes)))

INSIDE float as_float(int32_t x) { float y; memcpy(&y, &x, 4); return y; }
INSIDE int32_t as_int(float x) { int32_t y; memcpy(&y, &x, 4); return y; }

/* Natural log of x, above 0 and normal (Cephes' logf: within a unit in the last place or two). */
INSIDE float ln(float x)
{
    int32_t bits = as_int(x);
    int32_t shifted = (bits - 0x3f3504f3) >> 23;
    float e = (float)shifted;
    float f = as_float(bits - (int32_t)((uint32_t)shifted << 23)) - 1.0f;
    float z = f * f;
    float y = 7.0376836292e-2f;
    y = y * f - 1.1514610310e-1f;
    y = y * f + 1.1676998740e-1f;
    y = y * f - 1.2420140846e-1f;
    y = y * f + 1.4249322787e-1f;
    y = y * f - 1.6668057665e-1f;
    y = y * f + 2.0000714765e-1f;
    y = y * f - 2.4999993993e-1f;
    y = y * f + 3.3333331174e-1f;
    y = y * f * z - 2.12194440e-4f * e - 0.5f * z;
    return f + y + 0.693359375f * e;
}

/* e to the x, between -80 and 80 (Cephes' expf). */
INSIDE float power(float x)
{
    x = x < -80.0f ? -80.0f : x;
    x = x > 80.0f ? 80.0f : x;
    float n = x * 1.44269504088896341f + 12582912.0f; /* 1.5 * 2^23: what is left is rounded */
    int32_t whole = as_int(n) - 0x4b400000;
    n -= 12582912.0f;
    float r = x - n * 0.693359375f + n * 2.12194440e-4f;
    float y = 1.9875691500e-4f;
    y = y * r + 1.3981999507e-3f;
    y = y * r + 8.3334519073e-3f;
    y = y * r + 4.1665795894e-2f;
    y = y * r + 1.6666665459e-1f;
    y = y * r + 5.0000001201e-1f;
    y = y * r * r + r + 1.0f;
    return y * as_float((int32_t)((uint32_t)(whole + 127) << 23));
}

INSIDE float logistic(float x) { return 1.0f / (1.0f + power(-x)); }
INSIDE float above(float x) { return x > 0.0f ? x : 0.0f; }

/* Years to a half: 2, 8, 25; the factor of a year. */
#define KEEP2 0.70710678118654752f
#define KEEP8 0.91700404320467122f
#define KEEP25 0.97265494741228553f
#define TENTH 0.90483741803595957f /* e^-1/10 */
#define HALF 0.60653065971263342f /* e^-1/2 */
#define LONGEST 60.0f /* years beyond which quiet adds nothing */

/* One year of LANES paths. chance: of each rung in both states of the guarantee. */
INSIDE void chances(int rungs, int states, Way *restrict w, const Pair *restrict p,
                    lanes *restrict feature, const float *still, lanes chance[2][RUNGS])
{
    FOR {
        float x[RUNGS] = {0};
        x[0] = w->slope[RIVAL][i] * p->common[RIVALRY][i]
             + w->slope[RECENT][i] * feature[0][i] + w->slope[DECADE][i] * feature[1][i]
             + w->slope[GENERATION][i] * feature[2][i]
             + w->slope[OWN][i] * ln(above(w->count[BEGUN][i]) + 0.03f)
             + w->slope[QUIET][i] * feature[3][i] + w->slope[LATELY][i] * feature[4][i]
             + w->slope[WAR][i] * p->common[FOUGHT][i]
             + w->slope[RIVAL_LATELY][i] * p->common[RIVALRY][i] * feature[5][i];
        if (rungs > 1)
            x[1] = w->slope[FORCE_PAIR][i] * feature[6][i]
                 + w->slope[FORCE_1][i] * ln((above(w->count[FORCE1][i]) + 0.7f)
                                             / (above(w->count[PAST1][i]) + 1.0f))
                 + w->slope[FORCE_2][i] * ln((above(w->count[FORCE2][i]) + 0.7f)
                                             / (above(w->count[PAST2][i]) + 1.0f));
        if (rungs > 2)
            x[2] = w->slope[DEADLY_PAIR][i] * feature[7][i]
                 + w->slope[DEADLY_1][i] * ln((above(w->count[DEADLY1][i]) + 0.4f)
                                              / (above(w->count[FORCE1][i]) + 1.0f))
                 + w->slope[DEADLY_2][i] * ln((above(w->count[DEADLY2][i]) + 0.4f)
                                              / (above(w->count[FORCE2][i]) + 1.0f))
                 + w->slope[DEADLY_RIVAL][i] * p->common[RIVALRY][i];
        for (int s = 0; s < states; s++) {
            float reached = 1.0f;
            for (int r = 0; r < rungs; r++) {
                reached *= logistic(still[(s * RUNGS + r) * LANES + i] + x[r]);
                chance[s][r][i] = reached;
            }
        }
    }
}

/* What both ways read, once a year. */
INSIDE void shared(int rungs, const Pair *restrict p, lanes *restrict feature)
{
    FOR {
        float since = p->common[SINCE][i];
        since = since < LONGEST ? since : LONGEST;
        feature[0][i] = ln(above(p->common[SHARED2][i]) + 0.02f);
        feature[1][i] = ln(above(p->common[SHARED8][i]) + 0.02f);
        feature[2][i] = ln(above(p->common[SHARED25][i]) + 0.02f);
        feature[3][i] = ln(since + 1.0f);
        feature[4][i] = power(since * -0.5f);
        feature[5][i] = power(since * -0.1f);
        if (rungs > 1)
            feature[6][i] = ln((above(p->common[FORCE25][i]) + 0.35f)
                               / (above(p->common[SHARED25][i]) + 0.5f));
        if (rungs > 2)
            feature[7][i] = ln((above(p->common[DEADLY25][i]) + 0.2f)
                               / (above(p->common[FORCE25][i]) + 0.5f));
    }
}

/* One path of one design through the years, under the condition that ``rungs`` is not reached
   from either side (given), or whatever comes. */
INSIDE void path(int rungs, int given, int states, int years, Pair *restrict p,
                 const float *still, const float *back, const float *ending, const float *uniforms,
                 float *sums, float *expected)
{
    lanes feature[8], ahead[2][RUNGS], against[2][RUNGS], standing, none_yet;
    FOR standing[i] = none_yet[i] = 1.0f;
    for (int year = 0; year < years; year++) {
        const float *u = uniforms + year * 3 * LANES, *v = u + LANES, *w = v + LANES;
        float *own = sums + year * 3 * LANES, *any = own + LANES, *stood = any + LANES;
        const float *ends = ending + year * LANES;
        shared(rungs, p, feature);
        chances(rungs, states, &p->way[0], p, feature, still, ahead);
        chances(rungs, 1, &p->way[1], p, feature, back, against);
        FOR {
            float mixed[RUNGS], hit[RUNGS] = {0}, met[RUNGS] = {0}, guarded;
            for (int r = 0; r < rungs; r++)
                mixed[r] = states == 1 ? ahead[0][r][i]
                         : ahead[1][r][i] + standing[i] * (ahead[0][r][i] - ahead[1][r][i]);
            guarded = standing[i] * ahead[0][rungs - 1][i];
            float came = mixed[rungs - 1], answered = against[0][rungs - 1][i];
            if (given) {
                float either = came + answered * (1.0f - came);
                own[i] += none_yet[i] * came;
                any[i] += none_yet[i] * either;
                stood[i] += none_yet[i] * guarded;
                none_yet[i] *= 1.0f - either;
            } else {
                for (int r = 0; r < rungs; r++)
                    expected[(year * RUNGS + r) * LANES + i] += mixed[r];
            }
            float one = u[i], two = v[i];
            if (given && rungs > 1) {
                one = came + one * (1.0f - came);
                two = answered + two * (1.0f - answered);
            }
            for (int r = 0; r < (given ? rungs - 1 : rungs); r++) {
                hit[r] = one < mixed[r] ? 1.0f : 0.0f;
                met[r] = two < against[0][r][i] ? 1.0f : 0.0f;
            }
            if (states > 1) {
                float seen[2];
                for (int s = 0; s < 2; s++) {
                    float found = ahead[s][rungs - 1][i];
                    for (int r = rungs - 1; r >= 0; r--) {
                        float before = r ? ahead[s][r - 1][i] : 1.0f;
                        found = hit[r] > 0.0f ? found : before - ahead[s][r][i];
                    }
                    seen[s] = found;
                }
                float held = standing[i] * seen[0];
                float all = held + (1.0f - standing[i]) * seen[1];
                all = all > 1e-35f ? all : 1e-35f;
                standing[i] = held / all * (1.0f - ends[i]);
            }
            float *c;
            float both = hit[0] + met[0];
#define STEP(row, new, keep) (c = (row), c[i] = (c[i] + (new)) * (keep))
            STEP(p->common[SHARED2], both, KEEP2);
            STEP(p->common[SHARED8], both, KEEP8);
            STEP(p->common[SHARED25], both, KEEP25);
            STEP(p->way[0].count[BEGUN], hit[0] + p->way[0].refill[BEGUN][i], KEEP8);
            STEP(p->way[1].count[BEGUN], met[0] + p->way[1].refill[BEGUN][i], KEEP8);
            if (rungs > 1) {
                STEP(p->common[FORCE25], hit[1] + met[1], KEEP25);
                STEP(p->way[0].count[PAST1], hit[0] + p->way[0].refill[PAST1][i], KEEP25);
                STEP(p->way[0].count[PAST2], hit[0] + p->way[0].refill[PAST2][i], KEEP25);
                STEP(p->way[1].count[PAST1], met[0] + p->way[1].refill[PAST1][i], KEEP25);
                STEP(p->way[1].count[PAST2], met[0] + p->way[1].refill[PAST2][i], KEEP25);
                STEP(p->way[0].count[FORCE1], hit[1] + p->way[0].refill[FORCE1][i], KEEP25);
                STEP(p->way[0].count[FORCE2], hit[1] + p->way[0].refill[FORCE2][i], KEEP25);
                STEP(p->way[1].count[FORCE1], met[1] + p->way[1].refill[FORCE1][i], KEEP25);
                STEP(p->way[1].count[FORCE2], met[1] + p->way[1].refill[FORCE2][i], KEEP25);
            }
            if (rungs > 2) {
                STEP(p->common[DEADLY25], hit[2] + met[2], KEEP25);
                STEP(p->way[0].count[DEADLY1], hit[2] + p->way[0].refill[DEADLY1][i], KEEP25);
                STEP(p->way[0].count[DEADLY2], hit[2] + p->way[0].refill[DEADLY2][i], KEEP25);
                STEP(p->way[1].count[DEADLY1], met[2] + p->way[1].refill[DEADLY1][i], KEEP25);
                STEP(p->way[1].count[DEADLY2], met[2] + p->way[1].refill[DEADLY2][i], KEEP25);
            }
            p->common[SINCE][i] = both > 0.0f ? 1.0f : p->common[SINCE][i] + 1.0f;
            p->common[FOUGHT][i] = hit[3] + met[3] > 0.0f ? TENTH : p->common[FOUGHT][i] * TENTH;
            float near = logistic(p->ties[CONSTANT][i] + p->ties[DISPUTES][i]
                                  * ln(above(p->common[SHARED8][i]) + 0.02f));
            float begins = p->ties[NEAR][i] * near + p->ties[REMOTE][i];
            float rival = p->common[RIVALRY][i];
            float stays = rival * (1.0f - p->ties[ENDS][i]) + (1.0f - rival) * begins;
            p->common[RIVALRY][i] = w[i] < stays ? 1.0f : 0.0f;
        }
    }
}
