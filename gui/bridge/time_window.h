#pragma once
/// One window of time, one cursor and the marks, shared by every chart, the Gantt, the log and the transport bar.

#include <QObject>
#include <QString>
#include <limits>
#include <utility>
#include <vector>

namespace bridge {

class TimeWindow final : public QObject {
  Q_OBJECT

 public:
  struct Mark {
    double seconds;
    QString text;
  };

  using QObject::QObject;

  [[nodiscard]] double from() const { return from_; }
  [[nodiscard]] double until() const { return until_; }
  [[nodiscard]] double span() const { return until_ - from_; }
  /// Of the run: what "everything" means.
  [[nodiscard]] double whole() const { return whole_; }
  /// Not a number: there is none.
  [[nodiscard]] double cursor() const { return cursor_; }
  [[nodiscard]] bool has_cursor() const { return cursor_ == cursor_; }
  [[nodiscard]] bool follows() const { return follows_; }
  [[nodiscard]] const std::vector<Mark>& marks() const { return marks_; }

 public Q_SLOTS:
  /// Another run: all of it is shown, or its beginning if it is long, five minutes or a twentieth of it; nothing is
  /// marked.
  void reset(double whole);
  /// At least 2 ms. Remembered: back() returns to the window before. It stops following if that is not where the run
  /// is.
  void show(double from, double until);
  /// The same while an edge is being dragged: not remembered.
  void stretch(double from, double until);
  void show_all() { show(0, whole_); }
  void zoom_at(double seconds, double factor);
  void pan(double seconds);
  void back();
  void set_cursor(double seconds);
  void clear_cursor();
  void set_follows(bool on);
  /// The run has come to `now`: the window moves on if it follows.
  void follow(double now);
  void add_mark(double seconds, const QString& text);

 Q_SIGNALS:
  void changed();  ///< the window, or the marks
  void cursor_changed();

 private:
  void look(double from, double until);  ///< by somebody's hand
  void move(double from, double until);

  double from_ = 0;
  double until_ = 300;
  double whole_ = 300;
  double now_ = 0;  // where the run is
  double cursor_ = std::numeric_limits<double>::quiet_NaN();
  bool follows_ = false;
  bool grows_ = false;  // as at first: nobody has chosen another
  std::vector<std::pair<double, double>> before_;
  std::vector<Mark> marks_;
};

}  // namespace bridge
