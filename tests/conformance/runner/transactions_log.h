#pragma once
/// The part of the transactions suite that is about one partition's log.

#include "tests/conformance/runner/fields.h"

namespace conformance {

/// A case with `log`, entries in offset order ({data: a producer or non-transactional, records: N} or {marker: commit
/// or abort, pid: a producer}), and `expect`, what is visible then.
void play_transaction_log(Fields& fields);

}  // namespace conformance
