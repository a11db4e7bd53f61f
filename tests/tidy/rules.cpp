#include "tests/tidy/rules.h"

#include <array>
#include <regex>
#include <string>

namespace tidy {
namespace {

// A word in a line that need only be examined where `hint` stands.
struct Pattern {
  const char* hint;
  std::regex expression;
  const char* why;
};

std::vector<Finding> search(const SourceFile& file, const std::string& text, const std::vector<Pattern>& patterns) {
  std::vector<Finding> findings;
  std::size_t number = 0;
  for (const std::string_view line : split_lines(text)) {
    ++number;
    for (const Pattern& pattern : patterns) {
      if (line.find(pattern.hint) == std::string_view::npos) continue;
      if (std::regex_search(line.begin(), line.end(), pattern.expression)) {
        findings.push_back(Finding{file.path, number, pattern.why});
      }
    }
  }
  return findings;
}

Pattern word(const char* name, const char* why) {
  return Pattern{name, std::regex("\\b" + std::string(name) + "\\b"), why};
}

constexpr const char* kClock = "reads the wall clock: a run knows simulated time only";
constexpr const char* kRandom = "differs between standard libraries: use sim/random";
constexpr const char* kHashOrder = "is visited in an order nobody promised: use std::map or a sorted vector";
constexpr const char* kAddress = "is ordered by addresses, which differ from run to run: key by an id";
constexpr const char* kThread = "a run is one thread";
constexpr const char* kEnvironment = "makes a run depend on more than its scenario and seed";
constexpr const char* kState = "outlives a run: make it a member";

std::vector<Pattern> determinism_patterns() {
  std::vector<Pattern> patterns;
  for (const char* name : {"system_clock", "steady_clock", "high_resolution_clock", "clock_gettime", "gettimeofday"}) {
    patterns.push_back(word(name, kClock));
  }
  for (const char* name :
       {"random_device", "mt19937", "mt19937_64", "default_random_engine", "random_shuffle", "srand"}) {
    patterns.push_back(word(name, kRandom));
  }
  for (const char* name : {"unordered_map", "unordered_set", "unordered_multimap", "unordered_multiset"}) {
    patterns.push_back(word(name, kHashOrder));
  }
  for (const char* name : {"thread_local", "jthread"}) patterns.push_back(word(name, kThread));
  patterns.push_back(word("getenv", kEnvironment));
  patterns.push_back({"time", std::regex(R"((std|[^\w>])::time\s*\(|\btime\s*\(\s*(nullptr|NULL|0)\s*\))"), kClock});
  patterns.push_back({"rand", std::regex(R"((^|std::|[^\w.>:])rand\s*\()"), kRandom});
  patterns.push_back({"_distribution", std::regex(R"(std::\w+_distribution\b)"), kRandom});
  patterns.push_back({"std::", std::regex(R"(std::(thread|mutex|atomic|async|condition_variable)\b)"), kThread});
  patterns.push_back({"<", std::regex(R"(\b(map|set|multimap|multiset|less|hash)<[^<>,]*\*)"), kAddress});
  patterns.push_back(
      {"static ", std::regex(R"(^\s*(inline )?static (?!const |constexpr |inline )[^()]*[=;{])"), kState});
  return patterns;
}

// Whether the text before an opening brace is that of a function: it has a parameter list and is nothing else.
bool function_header(const std::string& header) {
  static const std::regex not_a_function(
      R"(^\s*(template\s*<.*>\s*)?(namespace|class|struct|union|enum|if|for|while|switch|do|else|try|catch|return|extern)\b)");
  static const std::regex assigned(R"([^=!<>]=\s*(\w|\[|$))");
  const auto parameters = header.find('(');
  return parameters != std::string::npos && !std::regex_search(header, not_a_function) &&
         !std::regex_search(header.substr(0, parameters), assigned);
}

// Code without preprocessor lines, whose braces need not balance.
std::string without_directives(const std::string& code) {
  std::string result;
  bool directive = false;
  for (const std::string_view line : split_lines(code)) {
    const auto first = line.find_first_not_of(' ');
    directive = directive || (first != std::string_view::npos && line[first] == '#');
    if (!directive) result += line;
    result += '\n';
    directive = directive && line.ends_with('\\');
  }
  return result;
}

}  // namespace

std::vector<Finding> file_length(const SourceFile& file) {
  const auto count = file.lines().size();
  if (count <= kMaxFileLines) return {};
  return {Finding{file.path, 0, std::to_string(count) + " lines: split it, one noun per file"}};
}

std::vector<Finding> function_length(const SourceFile& file) {
  const std::string code = without_directives(code_only(file.text));
  std::vector<Finding> findings;
  std::string header;
  std::size_t line = 1;
  std::size_t depth = 0;
  std::size_t function_depth = 0;  // 0: outside of any function
  std::size_t opened = 0;
  for (const char c : code) {
    if (c == '{') {
      ++depth;
      if (function_depth == 0 && function_header(header)) {
        function_depth = depth;
        opened = line;
      }
    } else if (c == '}' && depth > 0) {
      if (depth == function_depth) {
        function_depth = 0;
        const auto length = line - opened + 1;
        if (length > kMaxFunctionLines) {
          findings.push_back(Finding{file.path, opened, "a function of " + std::to_string(length) + " lines"});
        }
      }
      --depth;
    }
    if (c == '{' || c == '}' || c == ';') {
      header.clear();
    } else {
      header += c == '\n' ? ' ' : c;
    }
    if (c == '\n') ++line;
  }
  return findings;
}

std::vector<Finding> pragma_once(const SourceFile& file) {
  if (file.text.starts_with("#pragma once\n")) return {};
  return {Finding{file.path, 1, "a header's first line is #pragma once"}};
}

std::vector<Finding> blanks(const SourceFile& file) {
  std::vector<Finding> findings;
  std::size_t number = 0;
  for (const std::string_view line : file.lines()) {
    ++number;
    if (line.find('\t') != std::string_view::npos) findings.push_back(Finding{file.path, number, "a tab"});
    if (line.ends_with(' ') || line.ends_with('\r')) {
      findings.push_back(Finding{file.path, number, "a blank at the end of the line"});
    }
  }
  if (!file.text.empty() && !file.text.ends_with('\n')) {
    findings.push_back(Finding{file.path, number, "no newline at the end of the file"});
  }
  return findings;
}

std::vector<Finding> unfinished(const SourceFile& file) {
  // In halves, so that this file may be searched too.
  static const std::vector<Pattern> patterns = {word("TO"
                                                     "DO",
                                                     "work left to do"),
                                                word("FIX"
                                                     "ME",
                                                     "work left to do"),
                                                word("XX"
                                                     "X",
                                                     "work left to do"),
                                                word("HA"
                                                     "CK",
                                                     "work left to do")};
  return search(file, file.text, patterns);
}

/// Kafka's default of log.dirs is everybody's.
std::vector<Finding> machine_paths(const SourceFile& file) {
  static const std::vector<Pattern> patterns = {Pattern{"/",
                                                        std::regex(R"((^|[^\w./])/)"
                                                                   "(work|root|home|tmp(?!/kafka-logs))/"),
                                                        "a path of one machine"}};
  return search(file, file.text, patterns);
}

std::vector<Finding> determinism(const SourceFile& file) {
  static const std::vector<Pattern> patterns = determinism_patterns();
  std::vector<Finding> findings = search(file, code_only(file.text), patterns);
  // Whole runs side by side, each on one thread.
  if (file.path.starts_with("scenarios/engine/odds/") || file.path.starts_with("scenarios/engine/suite/"))
    std::erase_if(findings, [](const Finding& f) { return f.what.ends_with(kThread); });
  return findings;
}

std::vector<Finding> exceptions(const SourceFile& file) {
  static const std::vector<Pattern> patterns = {word("throw", "throws: return what went wrong (see docs/adr)")};
  return search(file, code_only(file.text), patterns);
}

std::vector<Finding> scenario_title(const SourceFile& file) {
  for (const std::string_view line : file.lines()) {
    if (line.starts_with("title: ")) return {};
  }
  return {Finding{file.path, 0, "a scenario without title:"}};
}

}  // namespace tidy
