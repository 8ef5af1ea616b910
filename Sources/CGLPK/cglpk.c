#include "cglpk.h"
#include <glpk.h>
