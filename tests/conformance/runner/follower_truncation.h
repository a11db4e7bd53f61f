#pragma once
/// The checks of follower_truncation that need a file of their own.

#include "tests/conformance/runner/fields.h"

namespace conformance {

/// What a fetcher does when its leader answers with an error.
void check_fetcher_reaction(Fields& fields);

}  // namespace conformance
