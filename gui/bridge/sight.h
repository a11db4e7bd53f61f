#pragma once
/// What may be seen and done: everything, or while a fault is to be found, what operators have. The one place that
/// decides it; what a session shows is cut down to it already (see view/operators_part.h), so a page that does not ask
/// has nothing to give away.

#include <QString>
#include <QStringList>

namespace bridge {

class Sight {
 public:
  void veil(bool on) { veiled_ = on; }
  /// A fault is hidden.
  [[nodiscard]] bool veiled() const { return veiled_; }

  /// Pages that show metrics, tools and logs; every other page would have to guess.
  [[nodiscard]] bool page(const QString& id) const {
    return !veiled_ || QStringList{"scenarios", "charts", "breakfix"}.contains(id);
  }
  /// Faults by hand, undo, branches, saving: they would disturb the exercise, or write it down.
  [[nodiscard]] bool change() const { return !veiled_; }
  /// To go to what changes something, or to know what comes next: the fault is such an event.
  [[nodiscard]] bool events() const { return !veiled_; }
  /// What is so, instead of what the metrics say.
  [[nodiscard]] bool truth() const { return !veiled_; }

 private:
  bool veiled_ = false;
};

}  // namespace bridge
