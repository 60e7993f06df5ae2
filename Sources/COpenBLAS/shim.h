#ifndef EVA_COPENBLAS_SHIM_H
#define EVA_COPENBLAS_SHIM_H

#include <cblas.h>

/* LAPACK's Cholesky factorisation and solve; OpenBLAS carries them, but <cblas.h> does not declare them. */
void dpotrf_(const char *uplo, const int *n, double *a, const int *lda, int *info);
void dpotrs_(const char *uplo, const int *n, const int *nrhs, const double *a, const int *lda, double *b,
             const int *ldb, int *info);

#endif
