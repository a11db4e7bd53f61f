#pragma once
/// Does a stream say what a transcript expects? With the transcripts' placeholders.

#include <string>
#include <string_view>
#include <vector>

namespace conformance {

/// One line without its newline. <TS> is a log4j time stamp with its brackets, <N> and <PID> are integers, <UUID> 22
/// characters of base64, <HASH> hexadecimal; any other word in angle brackets that is all capitals is any text but
/// none. Where both lines are JSON objects they are compared as such.
bool line_matches(std::string_view expected, std::string_view actual);

/// Whole streams. A line <STACK> is no line or some of a stack trace, <FILE path> and <HELP> are some lines of help,
/// <STAT> is eleven lines. A line of a log may be said several times in a row where it is expected once: a client that
/// finds nobody says so with each attempt.
bool lines_match(const std::vector<std::string>& expected, const std::vector<std::string>& actual);

/// The lines of a text; what follows the last newline is a line if it is not empty.
std::vector<std::string> lines_of(std::string_view text);

}  // namespace conformance
