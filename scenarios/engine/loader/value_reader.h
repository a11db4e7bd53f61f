#pragma once
/// Reads which value of a run is meant, and of whom, over which time: of an expectation, and of what it is compared
/// with.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/engine/loader/context.h"
#include "scenarios/engine/loader/document.h"
#include "scenarios/engine/spec/expect_spec.h"

namespace scenario {

class ValueReader {
 public:
  /// `path`: "expect[0]". `elsewhere`: the value is seen in another variant, whose names are not known here.
  ValueReader(Context& context, std::string path, bool elsewhere)
      : context_(context), path_(std::move(path)), elsewhere_(elsewhere) {}

  /// Keeps an entry that belongs to a value; false if it does not.
  bool take(const Entry& entry);
  /// Keeps an entry in `slot`, of which there is only one.
  void take_one(const Entry*& slot, const Entry& entry, std::string_view rule);

  [[nodiscard]] const Measure* measure() const { return measure_; }
  [[nodiscard]] const Entry* measure_entry() const { return measure_entry_; }
  [[nodiscard]] bool names_subject() const { return subject_entry_ != nullptr; }
  [[nodiscard]] bool names_time() const;
  [[nodiscard]] bool names(std::string_view condition) const;

  /// The value is of this measure where none is named.
  void assume(const Measure& measure) { measure_ = &measure; }
  /// True if `word` is one of the measure's statistics, which is read then.
  bool read_statistic(const Node& word, ValueSpec& value);
  /// `mark` is where a missing subject is reported.
  void read_subject(Mark mark, ValueSpec& value);
  void read_conditions(ValueSpec& value);

 private:
  void read_name(ValueSpec& value);
  void report_subject(Mark where);
  [[nodiscard]] const NameList& known_names(SubjectKind kind) const;
  [[nodiscard]] std::string said_measure(const ValueSpec& value) const;
  [[nodiscard]] std::string other_times(bool moment) const;
  void read_time(const Entry& entry, ValueSpec& value);
  void read_fault_time(const Entry& entry, ValueSpec& value);
  void read_error(const Entry& entry, ValueSpec& value);

  Context& context_;
  std::string path_;
  bool elsewhere_;
  const Measure* measure_ = nullptr;
  const Entry* measure_entry_ = nullptr;
  const Entry* subject_entry_ = nullptr;
  std::vector<const Entry*> conditions_;
};

}  // namespace scenario
