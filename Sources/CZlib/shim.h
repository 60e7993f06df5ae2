#ifndef EVA_CZLIB_SHIM_H
#define EVA_CZLIB_SHIM_H

#include <zlib.h>

/* inflateInit2 is a macro, which Swift cannot import. 15 + 32: largest window, gzip or zlib header by itself. */
static inline int eva_inflate_init(z_stream *stream) { return inflateInit2(stream, 15 + 32); }

#endif
