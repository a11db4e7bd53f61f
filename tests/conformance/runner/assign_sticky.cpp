/// assign_sticky: topics and members with what they had -> each member's partitions.
#include "tests/conformance/runner/assignor_case.h"
#include "tests/conformance/runner/cases.h"

namespace conformance {

void run_assign_sticky(Fields& fields) {
  check_assignor(fields, "sticky");
  // Such a case lists what else would be as balanced. Java's hash order, which decides, is ours: only `expect` will do.
  if (!fields.flag_or("order_sensitive", false)) return;
  for (const std::string& key : fields.keys()) fields.ignore(key);
}

}  // namespace conformance
