#pragma once

#include "model/evaluation.h"  // IWYU pragma: export
