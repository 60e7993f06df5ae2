#ifndef EVA_CARGON2_SHIM_H
#define EVA_CARGON2_SHIM_H

#include <argon2.h>

#endif
