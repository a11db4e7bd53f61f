#include "tests/conformance/runner/transactions_prose.h"

#include <array>
#include <regex>
#include <string_view>

#include "tests/conformance/runner/fields.h"
#include "tests/conformance/runner/group_prose.h"

namespace conformance {

namespace {

using prose::says;
using Kind = TransactionEvent::Kind;

std::optional<std::string> word(const std::string& text, const std::string& pattern) {
  std::smatch m;
  if (!std::regex_search(text, m, std::regex(pattern, std::regex::icase))) return std::nullopt;
  return m[1].str();
}
std::optional<std::int64_t> number(const std::string& text, const std::string& pattern) {
  const auto found = word(text, pattern);
  return found ? std::optional(std::stoll(*found)) : std::nullopt;
}

const std::string kStates = "(Empty|Ongoing|PrepareCommit|PrepareAbort|CompleteCommit|CompleteAbort)";

std::optional<sim::Duration> length(const std::string& text) {
  std::smatch m;
  if (!std::regex_search(text, m, std::regex("(\\d+) ?(ms|s|min|minutes?|h|hours?|d|days?)\\b"))) return std::nullopt;
  const std::int64_t n = std::stoll(m[1]);
  const std::string unit = m[2];
  if (unit == "ms") return std::chrono::milliseconds(n);
  if (unit == "s") return std::chrono::seconds(n);
  if (unit.starts_with("m")) return std::chrono::minutes(n);
  return std::chrono::hours(unit.starts_with("h") ? n : 24 * n);
}

/// The first request it names.
std::optional<Kind> request_in(const std::string& text) {
  struct Name {
    std::string_view text;
    Kind kind;
  };
  static constexpr std::array kNames = std::to_array<Name>({{"InitProducerId", Kind::init_producer_id},
                                                            {"AddPartitionsToTxn", Kind::add_partitions},
                                                            {"AddPartitions", Kind::add_partitions},
                                                            {"AddOffsetsToTxn", Kind::add_offsets},
                                                            {"TxnOffsetCommit", Kind::txn_offset_commit},
                                                            {"Produce(", Kind::produce},
                                                            {"EndTxn", Kind::end_txn},
                                                            {"WriteTxnMarkers", Kind::write_markers}});
  std::optional<Kind> first;
  std::size_t at = std::string::npos;
  for (const Name& name : kNames) {
    const std::size_t found = text.find(name.text);
    if (found >= at) continue;
    at = found;
    first = name.kind;
  }
  return first;
}

Kind happening_in(const std::string& text) {
  if (says(text, "markers? (are |is )?(acknowledged|written|answered)")) return Kind::markers_acknowledged;
  if (says(text, "transactional\\.id\\.expiration")) return Kind::id_expiration;
  if (says(text, "\\bscan\\b|transaction\\.timeout\\.ms (\\d+ )?(is over|passes|expires|elapses)|times out"))
    return Kind::timeout_scan;
  if (says(text, "coordinator.*(crash|fail|dies|lost|killed|moves|restart|takes over|loads|elected)|failover"))
    return Kind::coordinator_lost;
  if (says(text, "state after|^(in )?(state )?" + kStates + "\\b")) return Kind::state_given;
  if (length(text) && says(text, "pass|later|\\bidle|wait|elapse")) return Kind::time_passes;
  throw CaseError("unknown event: " + text);
}

std::string given_state(const std::string& text) {
  if (const auto named = word(text, "\\b" + kStates + "\\b")) return *named;
  if (says(text, "after.*commit")) return "CompleteCommit";
  if (says(text, "after.*abort")) return "CompleteAbort";
  throw CaseError("unknown state: " + text);
}

/// "t-0" or "t-0, t-1" of the request's parentheses.
std::vector<std::string> partitions_in(const std::string& text) {
  std::vector<std::string> found;
  static const std::regex kPartitionName("([A-Za-z][A-Za-z0-9_]*-\\d+)");
  const auto inner = word(text, "(?:AddPartitions(?:ToTxn)?|Produce|WriteTxnMarkers)\\s*\\(([^)]*)\\)");
  if (!inner) return found;
  for (std::sregex_iterator it(inner->begin(), inner->end(), kPartitionName), end; it != end; ++it)
    found.push_back((*it)[1]);
  return found;
}

void read_request(const std::string& text, TransactionEvent& event) {
  if (const auto id = word(text, "InitProducerId\\s*\\(([A-Za-z0-9_.-]+)\\)")) event.transactional_id = *id;
  event.partitions = partitions_in(text);
  if (event.kind == Kind::end_txn || event.kind == Kind::write_markers) {
    const bool abort = says(text, "\\babort");
    if (!abort && !says(text, "\\bcommit")) throw CaseError("commit or abort? " + text);
    event.commit = !abort;
  }
  event.coordinator_epoch = number(text, "coordinator epoch (\\d+)");
  event.pid = number(text, "\\b(?:pid|producer id) (\\d+)");
  event.epoch = number(text, "(?:^|[^r]|producer )\\s?\\bepoch (\\d+)");
  if (event.coordinator_epoch && !says(text, "producer epoch")) event.epoch.reset();
  if (const auto timeout = number(text, "transaction\\.timeout\\.ms (\\d+)"))
    event.timeout = std::chrono::milliseconds(*timeout);
  event.generation = number(text, "gen(?:eration)? (\\d+)");
  if (!event.generation && says(text, "(old|stale|previous) generation")) event.generation = 0;
  event.unknown_member = says(text, "unknown member");
  event.old_epoch = says(text, "\\b(old|stale|previous|smaller) (producer )?epoch");
  event.says_who_it_is = says(text, "with (its|the|their) (own |current )?(pid|producer id|epoch)|KIP-360");
  event.lost_with_coordinator = says(text, "lost with the coordinator");
  event.while_state = word(text, "\\b(?:in|while|when|during|state)\\s+(?:state\\s+)?" + kStates + "\\b");
}

}  // namespace

TransactionEvent read_transaction_event(const std::string& text) {
  const auto request = request_in(text);
  TransactionEvent event{.kind = request ? *request : happening_in(text), .actor = "", .transactional_id = ""};
  if (const auto actor = word(text, "^(?:producer |client )?([A-Z]):")) event.actor = *actor;
  if (request) {
    read_request(text, event);
  } else if (event.kind == Kind::state_given) {
    event.state = given_state(text);
  } else if (event.kind == Kind::time_passes) {
    event.time = *length(text);
  }
  return event;
}

TransactionAnswer read_transaction_answer(const std::string& text) {
  TransactionAnswer answer;
  answer.pid = number(text, "\\bpid (\\d+)");
  answer.epoch = number(text, "\\bepoch (\\d+)");
  answer.same_pid = says(text, "same (pid|producer id)");
  answer.new_pid = says(text, "new (pid|producer id)");
  answer.nothing_written = says(text, "nothing is (written|appended|logged)");
  if (const auto state = word(text, "as soon as " + kStates + " is in the log")) answer.logged_state = *state;
  if (answer.pid || answer.epoch || answer.same_pid || answer.new_pid) return answer;
  static const std::regex kError("\\b([A-Z][A-Z_]+[A-Z])\\b|\\b(disconnect)");
  for (std::sregex_iterator it(text.begin(), text.end(), kError), end; it != end; ++it)
    answer.errors.push_back((*it)[1].matched ? (*it)[1].str() : (*it)[2].str());
  if (answer.errors.empty()) throw CaseError("unknown answer: " + text);
  return answer;
}

TransactionStateText read_transaction_state(const std::string& text) {
  TransactionStateText state{.state = "", .epoch_bumped = says(text, "epoch (is )?(bumped|raised|\\+ ?1)")};
  if (says(text, "^(none|Dead)\\b")) return state;
  if (const auto named = word(text, "^" + kStates + "\\b")) {
    state.state = *named;
    return state;
  }
  throw CaseError("unknown state: " + text);
}

}  // namespace conformance
