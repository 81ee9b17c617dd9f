/* Elliptical slice sampling of calls on promises: what foedus/history/honor/inference.py does with
   arrays, chain by chain. The same random numbers in the same order, so that each number is that of
   the NumPy version but for rounding. foedus/history/honor/compiled.py fills what it reads; kernel.c
   has WIDE and WIDEST before it. */

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define ABREAST 8
/* Factors of at most 2 a lane before a product is taken into the sum. */
#define FACTORS 500

/* SciPy's normal distribution and its quantiles, as Cython exports them; NumPy's next uniform. */
typedef double Normal(double, int);
typedef double Uniform(void *);

/* Rows by group, start (groups + 1,); all of them signed by what happened.
   Of a block of coefficients and sds, which has one group: X (k, n) by prior sd; scales and first
   (ways,) of the ways in which rows go together, place (ways, n); their effects stand in point
   (chains, size) from first on. Of a block of effects (k is 0): rest (chains, n) of the logits,
   sigma (chains,) the effects' sd.
   own, other, out: (chains, groups, width); floor, angle: (chains, groups), the angle tried first. */
typedef struct {
    int64_t chains;
    int groups, width, n, k, ways, size;
    const int32_t *start, *first, *place;
    const double *sign, *X, *scales, *point, *rest, *sigma, *own, *other, *floor;
    double *angle, *out;
    Normal *ndtr, *ndtri;
    Uniform *uniform;
    void *state;
} Turn;

/* e^x for x from -700 to 0, to the last digit or so. */
INSIDE double exp_below(double x)
{
    double t = x * 1.4426950408889634 + 6755399441055744.0; /* its last bits are the power of 2 */
    double n = t - 6755399441055744.0;
    double r = (x - n * 6.93145751953125e-1) - n * 1.42860682030941723212e-6;
    double y = 1.6059043836821613e-10;
    y = y * r + 2.08767569878681e-09;
    y = y * r + 2.505210838544172e-08;
    y = y * r + 2.755731922398589e-07;
    y = y * r + 2.7557319223985893e-06;
    y = y * r + 2.48015873015873e-05;
    y = y * r + 1.984126984126984e-04;
    y = y * r + 1.388888888888889e-03;
    y = y * r + 8.333333333333333e-03;
    y = y * r + 4.1666666666666664e-02;
    y = y * r + 1.6666666666666666e-01;
    y = y * r + 0.5;
    y = (y * r + 1.0) * r + 1.0;
    int64_t bits;
    memcpy(&bits, &t, 8);
    bits = (int64_t)((uint64_t)(bits + 1023) << 52);
    double power;
    memcpy(&power, &bits, 8);
    return y * power;
}

/* Log chances of what happened, summed. logit: (n,), with room for ABREAST more. */
INSIDE double log_chance(double *logit, int n)
{
    double sum[ABREAST] = {0}, product[ABREAST], total = 0.0;
    for (int j = 0; j < ABREAST; j++) {
        product[j] = 1.0;
        logit[n + j] = 1e3; /* as good as sure: adds nothing */
    }
    for (int i = 0; i < n; i += ABREAST) {
        for (int j = 0; j < ABREAST; j++) {
            double s = logit[i + j], least = s < 0.0 ? s : 0.0, below = s < 0.0 ? s : -s;
            sum[j] += least;
            product[j] *= 1.0 + exp_below(below > -700.0 ? below : -700.0);
        }
        if (i / ABREAST % FACTORS == FACTORS - 1)
            for (int j = 0; j < ABREAST; j++) {
                total -= log(product[j]);
                product[j] = 1.0;
            }
    }
    for (int j = 0; j < ABREAST; j++) total += sum[j];
    /* eight products of few factors are one; of many, each has its own logarithm */
    if (n < FACTORS) {
        for (int j = 1; j < ABREAST; j++) product[0] *= product[j];
        return total - log(product[0]);
    }
    for (int j = 0; j < ABREAST; j++) total -= log(product[j]);
    return total;
}

/* Signed logits of a group's rows at some coordinates; how many there are. */
INSIDE int logits(const Turn *turn, int64_t chain, int group, const double *at, double *logit)
{
    int from = turn->start[group], many = turn->start[group + 1] - from;
    if (!turn->k) {
        double effect = turn->sigma[chain] * at[0];
        const double *rest = turn->rest + chain * turn->n + from, *sign = turn->sign + from;
        for (int i = 0; i < many; i++) logit[i] = rest[i] + effect * sign[i];
        return many;
    }
    for (int i = 0; i < many; i++) logit[i] = turn->X[i] * at[0];
    for (int j = 1; j < turn->k; j++)
        for (int i = 0; i < many; i++) logit[i] += turn->X[j * turn->n + i] * at[j];
    for (int way = 0; way < turn->ways; way++) {
        double tail = turn->ndtr(-at[turn->k + way], 0), least = 2.2250738585072014e-308;
        double sd = -turn->scales[way] * turn->ndtri(0.5 * (tail > least ? tail : least), 0);
        const double *effect = turn->point + chain * turn->size + turn->first[way];
        const int32_t *place = turn->place + (int64_t)way * turn->n;
        if (sd < 1e-6) sd = 1e-6;
        for (int i = 0; i < many; i++) logit[i] += sd * effect[place[i]] * turn->sign[i];
    }
    return many;
}

/* Every group of every chain turned along its ellipse until it is above its floor. Returns 0, or 1
   where memory is short. */
INSIDE int turned(const Turn *turn)
{
    int groups = turn->groups, width = turn->width;
    int64_t pairs = turn->chains * groups, left = turn->chains;
    double *low = malloc(sizeof(double) * (2 * pairs + turn->n + ABREAST));
    char *turns = malloc(pairs + turn->chains);
    if (!low || !turns) {
        free(low);
        free(turns);
        return 1;
    }
    double *high = low + pairs, *logit = high + pairs, *angle = turn->angle;
    char *active = turns + pairs;
    for (int64_t p = 0; p < pairs; p++) {
        low[p] = angle[p] - 2.0 * 3.141592653589793;
        high[p] = angle[p];
        turns[p] = 1;
    }
    memset(active, 1, turn->chains);
    for (int again = 0; left > 0; again = 1)
        for (int64_t c = 0; c < turn->chains; c++) {
            if (!active[c]) continue;
            active[c] = 0;
            for (int g = 0; g < groups; g++) {
                int64_t p = c * groups + g;
                double u = again ? turn->uniform(turn->state) : 0.0; /* by those done, too */
                if (!turns[p]) continue;
                if (again) angle[p] = low[p] + (high[p] - low[p]) * u;
                const double *own = turn->own + p * width, *other = turn->other + p * width;
                double *at = turn->out + p * width, along = cos(angle[p]), across = sin(angle[p]);
                for (int j = 0; j < width; j++) at[j] = own[j] * along + other[j] * across;
                turns[p] = log_chance(logit, logits(turn, c, g, at, logit)) <= turn->floor[p];
                /* a bracket shrinks toward the point itself, which is always good enough */
                if (!turns[p]) continue;
                active[c] = 1;
                if (angle[p] < 0.0) low[p] = angle[p];
                else high[p] = angle[p];
            }
            left -= !active[c];
        }
    free(low);
    free(turns);
    return 0;
}

static int turned_plain(const Turn *turn) { return turned(turn); }
#ifdef WIDER
WIDE static int turned_wide(const Turn *turn) { return turned(turn); }
WIDEST static int turned_widest(const Turn *turn) { return turned(turn); }
#endif

int foedus_turn(int64_t chains, int groups, int width, int n, int k, int ways, int size,
                const int32_t *start, const int32_t *first, const int32_t *place,
                const double *sign, const double *X, const double *scales, const double *point,
                const double *rest, const double *sigma, const double *own, const double *other,
                const double *floor, double *angle, double *out, void *ndtr, void *ndtri,
                void *uniform, void *state)
{
    Turn turn = {chains, groups, width, n, k, ways, size, start, first, place, sign, X, scales,
                 point, rest, sigma, own, other, floor, angle, out, (Normal *)ndtr,
                 (Normal *)ndtri, (Uniform *)uniform, state};
#ifdef WIDER
    if (wider() == 2) return turned_widest(&turn);
    if (wider() == 1) return turned_wide(&turn);
#endif
    return turned_plain(&turn);
}
