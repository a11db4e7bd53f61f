#include "tests/conformance/runner/group_prose.h"

#include <algorithm>
#include <array>
#include <regex>
#include <utility>

namespace conformance::prose {

namespace {

struct Verb {
  std::string_view pattern;
  std::string_view verb;
};
/// The longer ones first.
constexpr std::array kVerbs = std::to_array<Verb>({
    {"(?:TxnOffsetCommit|txn[_ -]?commit)", "txncommit"},
    {"(?:OffsetCommit|commit)", "commit"},
    {"(?:OffsetFetch|fetch)", "fetch"},
    {"(?:DeleteGroups?|delete)", "delete"},
    {"(?:DescribeGroups?|describe)", "describe"},
    {"(?:JoinGroup|join)", "join"},
    {"(?:SyncGroup|sync)", "sync"},
    {"(?:LeaveGroup|leave)", "leave"},
    {"(?:HeartbeatRequest|heartbeat)", "heartbeat"},
});

std::regex icase(const std::string& pattern) { return std::regex(pattern, std::regex::icase); }

std::string trim(std::string text) {
  text.erase(0, text.find_first_not_of(" ,;:"));
  text.erase(text.find_last_not_of(" ,;:") + 1);
  return text;
}

/// `join(`...`)`, a verb alone as the whole text or before `with`: what says a request, not a tale of one.
const std::regex& call_pattern() {
  static const std::regex kCall = [] {
    std::string any;
    for (const Verb& v : kVerbs) any += (any.empty() ? "" : "|") + std::string(v.pattern);
    return icase("\\b(" + any + ")\\(([^()]*)\\)([^;]*)|^\\s*(" + any + ")( (?:with|by|of)\\b[^;]*)?\\s*$");
  }();
  return kCall;
}

std::string verb_of(const std::string& word) {
  for (const Verb& v : kVerbs)
    if (std::regex_match(word, icase(std::string(v.pattern)))) return std::string(v.verb);
  return word;
}

/// The first argument, unless it says something else than who.
std::string who_of(const std::string& arguments) {
  const std::string first = trim(arguments.substr(0, arguments.find(',')));
  std::smatch m;
  if (std::regex_match(first, m, icase("(?:member(?:[_. ]?id)?\\s*=?\\s*)?(?:\"\"|'')"))) return "";
  if (std::regex_match(first, m, icase("(?:member(?:[_. ]?id)?\\s*=?\\s*)?\"?([A-Za-z]\\w*)\"?"))) return m[1];
  return "?";
}

}  // namespace

bool says(const std::string& text, const std::string& pattern) { return std::regex_search(text, icase(pattern)); }

std::string match(const std::string& text, const std::string& pattern) {
  std::smatch m;
  return std::regex_search(text, m, icase(pattern)) ? m[1].str() : std::string();
}

std::vector<Call> calls(const std::string& text) {
  std::vector<Call> found;
  for (std::sregex_iterator it(text.begin(), text.end(), call_pattern()), end; it != end; ++it) {
    const std::smatch& m = *it;
    if (m[1].matched) {
      found.push_back({verb_of(m[1]), who_of(m[2]), m[2].str() + "," + m[3].str()});
    } else {
      found.push_back({verb_of(m[4]), "?", m[5]});
    }
  }
  return found;
}

std::string without_calls(const std::string& text) { return trim(std::regex_replace(text, call_pattern(), "")); }

std::vector<std::string> names(const std::string& text) {
  static const std::regex kName("\\b(m\\d+[a-z]?)\\b");
  std::vector<std::string> found;
  for (std::sregex_iterator it(text.begin(), text.end(), kName), end; it != end; ++it)
    if (std::find(found.begin(), found.end(), (*it)[1]) == found.end()) found.push_back((*it)[1]);
  return found;
}

std::string instance_of(const std::string& text, const std::string& name) {
  std::string found = match(text, "\\b" + name + "\\s*\\((?:instance\\s*)?(i\\d+)\\)");
  if (found.empty()) found = match(text, "\\b(i\\d+)\\s*(?:->|is|=)\\s*" + name + "\\b");
  return found;
}

std::string instance_in(const std::string& text) {
  return match(text, "(?:instance|group\\.instance\\.id)(?:\\s*id)?\\s*=?\\s*\"?(\\w+)");
}

std::optional<kafka::GroupState> state_in(const std::string& text) {
  const std::string name = match(text, "\\b(Empty|PreparingRebalance|CompletingRebalance|Stable|Dead)\\b");
  using enum kafka::GroupState;
  for (const kafka::GroupState state : {Empty, PreparingRebalance, CompletingRebalance, Stable, Dead})
    if (says(name, "^" + std::string(kafka::name_of(state)) + "$")) return state;
  return std::nullopt;
}

std::optional<std::int64_t> number_behind(const std::string& text, const std::string& words) {
  const std::string digits = match(text, words + "(?:\\s*=\\s*|\\s+(?:of |is |= )?)(-?\\d+)");
  return digits.empty() ? std::nullopt : std::optional<std::int64_t>(std::stoll(digits));
}

std::optional<std::int32_t> generation_in(const std::string& text) {
  const auto number = number_behind(text, "\\bgen(?:eration)?\\b");
  return number ? std::optional<std::int32_t>(static_cast<std::int32_t>(*number)) : std::nullopt;
}

std::optional<std::int64_t> milliseconds_in(const std::string& text) {
  std::smatch m;
  if (!std::regex_search(text, m, icase("(\\d+)\\s*(ms|milliseconds?|s|seconds?|min|minutes?|h|hours?|days?)\\b")))
    return std::nullopt;
  const std::int64_t n = std::stoll(m[1]);
  const std::string unit = m[2];
  if (unit[0] == 'm' && (unit == "ms" || unit.starts_with("milli"))) return n;
  if (unit[0] == 's') return n * 1000;
  if (unit[0] == 'm') return n * 60000;
  return n * (unit[0] == 'h' ? 3600000 : 86400000);
}

std::vector<std::string> protocols_in(const std::string& text) {
  static const std::regex kProtocol("\\b(range|roundrobin|sticky|cooperative-sticky)\\b");
  std::string list = match(text, "\\[([^\\]]*)\\]");
  if (list.empty()) list = match(text, "(?:only )?(?:support|offer|protocol)s?\\s*=?\\s*([^;]*)");
  std::vector<std::string> found;
  for (std::size_t begin = 0; begin < list.size();) {
    const std::size_t end = std::min(list.find_first_of(", ", begin), list.size());
    const std::string word = list.substr(begin, end - begin);
    if (word == "range" || word == "roundrobin" || word == "sticky" || word == "cooperative-sticky")
      found.push_back(word);
    begin = end + 1;
  }
  return found;
}

std::vector<kafka::ErrorCode> codes_in(const std::string& text) {
  static const std::regex kCode("\\b([A-Z]{2,}(?:_[A-Z]+)*)\\b");
  std::vector<kafka::ErrorCode> found;
  for (std::sregex_iterator it(text.begin(), text.end(), kCode), end; it != end; ++it) {
    kafka::ErrorCode code{};
    if (kafka::find_error_code((*it)[1].str(), code)) found.push_back(code);
  }
  return found;
}

std::vector<std::string> clauses_of(const std::string& text) {
  std::vector<std::string> parts(1);
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
    const bool ends = depth == 0 && (c == ';' || (c == ',' && i + 1 < text.size() && text[i + 1] == ' '));
    const bool joins = depth == 0 && text.compare(i, 5, " and ") == 0;
    if (ends || joins) {
      parts.emplace_back();
      i += joins ? 4 : 0;
    } else {
      parts.back() += c;
    }
  }
  std::vector<std::string> whole;
  for (std::string& part : parts) {
    part = trim(part);
    if (part.empty()) continue;
    const bool names_only = !whole.empty() && std::regex_match(whole.back(), icase("(?:m\\d+[a-z]?[, ]*)+"));
    names_only ? void(whole.back() += " and " + part) : whole.push_back(part);  // "m1 and m3 join ok"
  }
  return whole;
}

}  // namespace conformance::prose
