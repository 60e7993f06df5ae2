#ifndef EVA_SHAPLEY_H
#define EVA_SHAPLEY_H

#include <stdint.h>

/// A split, with where it hangs.
///
/// Edge 0 leads to the roots, edges 2i + 1 and 2i + 2 to the children of split i; children come after their parents.
struct eva_split {
    /// Share of the training rows that follows all splits of the feature on the path, down to the left and right edge.
    double share[2];
    /// The feature that is asked.
    int32_t feature;
    /// Edge that leads to the split.
    int32_t above;
    /// The nearest edge above whose split asks the same feature; 0 when there is none.
    int32_t known;
    /// Its place among the known edges, from 1; 0 when there is none.
    int32_t place;
};

/// How much there is of trees that are walked together.
struct eva_walk {
    int32_t splits;
    int32_t leaves;
    /// Edges that some split below names as known.
    int32_t knowns;
    /// Points of the quadrature: 4, or a multiple of 8.
    int32_t points;
};

/// Doubles of memory that a walk through so many splits wants, from an address that 64 divides.
static inline int64_t eva_shapley_scratch(int64_t splits) { return 26 * (2 * splits + 2); }

/// Adds what each feature adds to the score of a row to `sums`, [features × 8] doubles that a row spreads its sum over.
///
/// `goes_right` says of each split whether the row goes right, 0 or 1. `rule` holds the points, lot by lot: a lot's
/// points, one less each of them, and its weights. `scratch` is memory of `eva_shapley_scratch` doubles; it and `sums`
/// begin where 64 divides the address.
void eva_shapley_walk(
    struct eva_walk walk, const struct eva_split *splits, const int32_t *leaf_edges, const double *leaf_values,
    const int32_t *known_edges, const double *rule, const uint8_t *goes_right, double *scratch, double *sums
);

#endif
