#!/bin/sh
# Writes src/bindings.rs anew from HiGHS' own C header.
#
#   sh regenerate.sh <HiGHS source tree>
#
# Needs bindgen-cli 0.72 (`cargo install bindgen-cli`) and libclang. To
# describe another version of HiGHS, also change VERSION in build.rs, the
# version in Cargo.toml and highs-src/.
set -eu
source=$1
here=$(cd "$(dirname "$0")" && pwd)
config=$(mktemp -d)
printf '#pragma once\n' > "$config/HConfig.h"
functions='create|destroy|run|clearSolver|version(|Major|Minor|Patch)|resetGlobalScheduler'
functions="$functions|pass(Lp|Mip|Model|Hessian|ColName|RowName)|writeModel|addCol|addRow"
functions="$functions|change(ColBounds|ColsBoundsBySet|ColCost|ColIntegrality|ColsIntegralityBySet)"
functions="$functions|change(RowBounds|ObjectiveOffset|ObjectiveSense)"
functions="$functions|set(Option|BoolOption|IntOption|DoubleOption|StringOption)Value|getIntOptionValue"
functions="$functions|set(Solution|SparseSolution|Basis|Callback)|startCallback|stopCallback"
functions="$functions|get(Solution|Basis|Iis|Infinity|ModelStatus|NumCols|NumRows|ObjectiveValue|RunTime)"
functions="$functions|get(Int|Int64|Double)InfoValue"
constants='Status|VarType|ObjSense|MatrixFormat|HessianFormat|SolutionStatus|BasisStatus'
constants="$constants|BasisValidity|ModelStatus|IisStrategy|IisBound|IisStatus"
callbacks='Logging|SimplexInterrupt|IpmInterrupt|Mip[A-Za-z]*|CallbackMip[A-Za-z]*|Qp[A-Za-z]*'
bindgen "$source/highs/interfaces/highs_c_api.h" \
    --no-layout-tests --no-doc-comments --no-recursive-allowlist --use-core --merge-extern-blocks \
    --raw-line '// Written by ../regenerate.sh from highs/interfaces/highs_c_api.h of HiGHS 1.16.0.' \
    --raw-line '// Only what `highs`, `good_lp` and this project use; do not edit by hand.' \
    --allowlist-function "Highs_($functions)" \
    --allowlist-type 'HighsInt|HighsCallbackDataOut|HighsCallbackDataIn|HighsCCallbackType' \
    --allowlist-var "kHighs($constants)[A-Z].*|kHighsCallback($callbacks)" \
    -- "-I$source/highs" "-I$config" "-I$(cc -print-file-name=include)" \
    > "$here/src/bindings.rs"
rm -r "$config"
