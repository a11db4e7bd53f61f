#pragma once
/// Rows of numbers as CSV text: shortest decimal form that reads back as the same number, empty where there is none.

#include <span>
#include <string>

namespace scenario {

std::string csv_header(std::span<const std::string> columns);
std::string csv_row(std::span<const double> cells);

}  // namespace scenario
