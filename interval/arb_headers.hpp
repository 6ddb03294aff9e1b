// Arb's headers, wherever they live: inside FLINT from version 3 on, beside it before.
#pragma once

#if __has_include(<flint/arb.h>)
#include <flint/arb.h>
#include <flint/fmpq.h>
#include <flint/fmpz.h>
#else
#include <arb.h>
#include <flint/fmpq.h>
#include <flint/fmpz.h>
#endif
