#pragma once
/// The parts of the produce_fetch runner, and how it takes prose apart.

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/conformance/runner/cases.h"

namespace conformance {

void run_fetch_wait(Fields& fields);
void run_preferred_read_replica(Fields& fields);

/// Does the text hold one of these words, in any case?
bool mentions(std::string_view text, std::initializer_list<std::string_view> words);
/// "append of 100 bytes at 120 ms, then leadership lost" -> its two parts; "none" has none. Brackets stay with their
/// part.
std::vector<std::string> clauses(const std::string& prose);
/// The first number in the text.
std::optional<std::int64_t> first_number(std::string_view text);
/// The number before this word: number_before("append of 100 bytes at 120 ms", "ms") is 120.
std::optional<std::int64_t> number_before(std::string_view text, std::string_view word);

}  // namespace conformance
