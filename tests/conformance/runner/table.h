#pragma once
/// What came of the cases, one line for each data file.

#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace conformance {

/// For the end of the run: file, cases, passed, failed, not applicable; below each file with such cases, why.
class Table final : public ::testing::EmptyTestEventListener {
 public:
  void OnTestEnd(const ::testing::TestInfo& test) override;
  void print() const;

 private:
  struct Row {
    int passed = 0;
    int failed = 0;
    std::map<std::string, std::vector<std::string>> skipped;  ///< ids by reason
  };
  std::map<std::string, Row> rows_;
};

}  // namespace conformance
