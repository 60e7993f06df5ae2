// In C, for the same source is compiled for three kinds of processor, and the machine's own is taken at run time: wide
// registers take half of the time. No version contracts products and sums, so that all give the same bits.
#include "CShapley.h"

#pragma clang fp contract(off)

#if defined(__x86_64__) && defined(__linux__)
#define FOR_EACH_PROCESSOR __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif

// Points side by side, and the same wherever they lie.
typedef double points4 __attribute__((vector_size(32)));
typedef double points8 __attribute__((vector_size(64)));
typedef double loose4 __attribute__((vector_size(32), aligned(8)));
typedef double loose8 __attribute__((vector_size(64), aligned(8)));

// One walk, for `POINTS` at once. `reach` is what comes down an edge, the product of the factors above; `below` what
// comes up, the sum of the leaves' values times the factors below. The factor of an edge is t + (1 − t)z where the row
// follows all splits of the feature so far, (1 − t)z elsewhere; it takes the place of that of the known edge, whose
// inverse is in `inverse`, and what it is due in `due`.
#define WALK(POINTS, LOOSE)                                                                                            \
    POINTS *below = (POINTS *)scratch;                                                                                 \
    POINTS *reach = below + edges;                                                                                     \
    POINTS *inverse = reach + edges;                                                                                   \
    double *due = (double *)(inverse + walk.knowns + 1);                                                               \
    double *follows = due + walk.knowns + 1;                                                                           \
    const LOOSE *lot = (const LOOSE *)rule;                                                                            \
    const POINTS t = lot[0], rest = lot[1], zero = {0};                                                                \
    follows[0] = 1;                                                                                                    \
    due[0] = 0;                                                                                                        \
    inverse[0] = zero + 1.0;                                                                                           \
    reach[0] = lot[2];                                                                                                 \
    for (int32_t i = 0; i < walk.splits; i++) {                                                                        \
        double before = follows[splits[i].known];                                                                      \
        follows[2 * i + 1] = goes_right[i] ? 0 : before;                                                               \
        follows[2 * i + 2] = goes_right[i] ? before : 0;                                                               \
    }                                                                                                                  \
    for (int32_t i = 0; i < walk.knowns; i++) {                                                                        \
        int32_t edge = known_edges[i];                                                                                 \
        double share = splits[(edge - 1) >> 1].share[(edge - 1) & 1];                                                  \
        inverse[i + 1] = 1.0 / (rest * share + t * follows[edge]);                                                     \
        due[i + 1] = follows[edge] - share;                                                                            \
    }                                                                                                                  \
    for (int32_t i = 0; i < walk.leaves; i++) below[leaf_edges[i]] = zero + leaf_values[i];                            \
    for (int32_t i = walk.splits - 1; i >= 0; i--) {                                                                   \
        const struct eva_split *split = splits + i;                                                                    \
        int32_t right = goes_right[i], taken = 2 * i + 1 + right, other = 2 * i + 2 - right;                           \
        POINTS sum = (rest * split->share[right] + t * follows[split->known]) * below[taken]                           \
            + rest * split->share[1 - right] * below[other];                                                           \
        below[split->above] = sum * inverse[split->place];                                                             \
    }                                                                                                                  \
    for (int32_t i = 0; i < walk.splits; i++) {                                                                        \
        const struct eva_split *split = splits + i;                                                                    \
        int32_t right = goes_right[i], taken = 2 * i + 1 + right, other = 2 * i + 2 - right;                           \
        double before = follows[split->known];                                                                         \
        POINTS through = reach[split->above] * inverse[split->place];                                                  \
        reach[taken] = through * (rest * split->share[right] + t * before);                                            \
        reach[other] = through * (rest * split->share[1 - right]);                                                     \
        POINTS gain = below[taken] * (before - split->share[right]) - below[other] * split->share[1 - right]           \
            - below[split->above] * due[split->place];                                                                 \
        *(POINTS *)(sums + 8 * split->feature) += through * gain;                                                      \
    }

FOR_EACH_PROCESSOR
static void walk4(
    struct eva_walk walk, const struct eva_split *splits, const int32_t *leaf_edges, const double *leaf_values,
    const int32_t *known_edges, const double *rule, const uint8_t *goes_right, double *scratch, double *sums
) {
    const int32_t edges = 2 * walk.splits + 1;
    WALK(points4, loose4)
}

FOR_EACH_PROCESSOR
static void walk8(
    struct eva_walk walk, const struct eva_split *splits, const int32_t *leaf_edges, const double *leaf_values,
    const int32_t *known_edges, const double *rule, const uint8_t *goes_right, double *scratch, double *sums
) {
    const int32_t edges = 2 * walk.splits + 1;
    WALK(points8, loose8)
}

void eva_shapley_walk(
    struct eva_walk walk, const struct eva_split *splits, const int32_t *leaf_edges, const double *leaf_values,
    const int32_t *known_edges, const double *rule, const uint8_t *goes_right, double *scratch, double *sums
) {
    if (walk.points == 4) {
        walk4(walk, splits, leaf_edges, leaf_values, known_edges, rule, goes_right, scratch, sums);
        return;
    }
    for (int32_t first = 0; first < walk.points; first += 8) {
        walk8(walk, splits, leaf_edges, leaf_values, known_edges, rule + 3 * first, goes_right, scratch, sums);
    }
}
