#pragma once
/// The parts of the zookeeper runner, and how it takes prose apart.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/core/time.h"
#include "tests/conformance/runner/cases.h"

namespace conformance {

/// Steps in words, played by real clients on a real ensemble; a map among them is an expectation.
void run_zookeeper_scenario(Fields& fields);

/// All paths in the text: what begins with a slash.
std::vector<std::string> paths(const std::string& text);
/// The first of them.
std::string path(const std::string& text, const std::string& otherwise = "");
/// The number behind a pattern, with or without "=": number_after("at t=5000", "t") is 5000.
std::optional<std::int64_t> number_after(const std::string& text, const std::string& pattern);
/// "= 1", "to new": what is written; "" if the text does not say.
std::string value_in(const std::string& text);
/// "for 60 s", "3 s later", "500 ms": 0 if the text does not say.
sim::Duration length_in(const std::string& text);

}  // namespace conformance
