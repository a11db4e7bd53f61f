/// assign_range: topics and members -> each member's partitions.
#include "tests/conformance/runner/assignor_case.h"
#include "tests/conformance/runner/cases.h"

namespace conformance {

void run_assign_range(Fields& fields) { check_assignor(fields, "range"); }

}  // namespace conformance
