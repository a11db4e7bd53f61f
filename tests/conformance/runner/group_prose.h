#pragma once
/// Group cases speak half in calls, half in sentences: "group goes PreparingRebalance; commit(m1, gen 2)". This takes
/// them apart.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/group/group_state.h"
#include "model/types/error_code.h"

namespace conformance::prose {

/// A request: "join(m2, same metadata)", "join with session.timeout.ms 5999", "DeleteGroups".
struct Call {
  std::string verb;  ///< join, sync, heartbeat, leave, commit, txncommit, fetch, delete, describe
  std::string who;   ///< "m2"; "" = without a member id; "?" = nobody is named
  std::string rest;  ///< everything else that is said with it
};
std::vector<Call> calls(const std::string& text);
/// What is left when the calls are taken out.
std::string without_calls(const std::string& text);

/// Names of members: m1, m1b, m9 ... in order of appearance, each once.
std::vector<std::string> names(const std::string& text);
/// "static m1 (i1)", "i1 -> m1": the group.instance.id beside a member's name; "" = none.
std::string instance_of(const std::string& text, const std::string& name);
/// "instance i1" anywhere.
std::string instance_in(const std::string& text);

std::optional<kafka::GroupState> state_in(const std::string& text);
/// "gen 4", "generation 4".
std::optional<std::int32_t> generation_in(const std::string& text);
/// "10000 ms", "3 s", "5 minutes", "7 days": the first length of time.
std::optional<std::int64_t> milliseconds_in(const std::string& text);
/// The number behind `words` (a regular expression): "group.max.size 2".
std::optional<std::int64_t> number_behind(const std::string& text, const std::string& words);
/// "protocols=[range, sticky]", "[range]": the assignors, in order.
std::vector<std::string> protocols_in(const std::string& text);
/// Names of error codes in the order in which they stand there, NONE among them.
std::vector<kafka::ErrorCode> codes_in(const std::string& text);

/// Does the text match this regular expression somewhere, whatever the case?
bool says(const std::string& text, const std::string& pattern);
/// The first group of the match; "" = no match.
std::string match(const std::string& text, const std::string& pattern);
/// At "; " and ", " and " and ", but not within brackets.
std::vector<std::string> clauses_of(const std::string& text);

}  // namespace conformance::prose
