#pragma once
/// An answer, held against what really was wrong.

#include <QString>
#include <QStringList>
#include <optional>

#include "gui/breakfix/exercise.h"
#include "gui/breakfix/first_sign.h"

namespace breakfix {

struct Answer {
  Trouble trouble = Trouble::broker_crash;
  QString target;
  double at = 0;
  int hints = 0;  ///< that were asked for
};

struct Grade {
  static constexpr int kKind = 40;
  static constexpr int kTarget = 40;
  static constexpr int kTime = 20;
  static constexpr int kHint = 10;  ///< each hint costs

  int kind = 0;
  int target = 0;
  int time = 0;
  int hints = 0;         ///< what they cost
  QStringList verdicts;  ///< one for each of kind, target, time

  [[nodiscard]] int total() const { return std::max(0, kind + target + time - hints); }
  /// Kind and place are right: the rest is how well.
  [[nodiscard]] bool solved() const { return kind == kKind && target == kTarget; }
};

Grade grade(const Exercise& truth, const Answer& answer);

/// What happened, in words, from the whole record of the run: the fault, what it led to, how it is told from what looks
/// alike, and what would have told an operator first.
QStringList explain(const Exercise& truth, const view::RunRecord& record);

/// The hints in the order in which they are given.
QStringList hints_of(const Exercise& truth);

/// Best results of exercises, over sessions of the program.
class Progress {
 public:
  struct Result {
    int points = 0;
    int hints = 0;
  };
  /// Keeps the better one.
  static void keep(const Exercise& exercise, const Grade& grade, int hints);
  /// Nothing: not solved yet.
  [[nodiscard]] static std::optional<Result> of(const QString& id);
  [[nodiscard]] static int solved();
  [[nodiscard]] static int hints_used();
  /// Of a cluster: the first number that is not solved yet.
  [[nodiscard]] static int next_number(const QString& cluster);
};

}  // namespace breakfix
