#pragma once
/// The y axis of a chart: a range that fits what is shown, its marks, and how its values are written.

#include <QString>
#include <vector>

namespace charts {

class ValueAxis {
 public:
  struct Tick {
    double value = 0;
    QString label;
  };

  /// As in SeriesInfo: "bytes/s", "ms", "s", "%", "records" ...
  void set_unit(const QString& unit) { unit_ = unit; }
  void set_log(bool on) { log_ = on; }
  [[nodiscard]] bool log() const { return log_; }
  /// Otherwise the range begins at the least value that is shown.
  void set_from_zero(bool on) { from_zero_ = on; }
  /// Shares and counts of machines are shown whole.
  [[nodiscard]] bool cuts_peaks() const { return unit_ != "%" && (!whole() || unit_ == "records"); }

  /// A round range around the values, a function of them alone: a series that grows moves it seldom. `keep`: the range
  /// before stays while it is not much too large, for a window that moves on.
  void fit(double least, double most, bool keep);
  [[nodiscard]] double low() const { return low_; }
  [[nodiscard]] double high() const { return high_; }

  /// 0 at the foot, 1 at the top; on a log axis everything below its foot stands on it.
  [[nodiscard]] double share(double value) const;
  /// About that many; of a log axis the powers of ten.
  [[nodiscard]] std::vector<Tick> ticks(int wanted) const;
  /// The unit the values are written in: "MB/s".
  [[nodiscard]] QString unit() const { return written_unit_; }
  /// In that unit, without it.
  [[nodiscard]] QString text(double value) const;

 private:
  /// Things that are counted: there is no half of one.
  [[nodiscard]] bool whole() const;
  void fit_closely(double least, double most);
  void choose_unit();

  QString unit_;
  QString written_unit_;
  double factor_ = 1;
  bool log_ = false;
  bool from_zero_ = true;
  double low_ = 0;
  double high_ = 1;
};

/// 1, 2 or 5 times a power of ten, so that about `wanted` of them make up `span`.
double nice_step(double span, int wanted);

struct TimeTick {
  double seconds = 0;
  QString label;
};
/// Round instants in [from, until], at most `most`.
std::vector<TimeTick> time_ticks(double from, double until, int most);

}  // namespace charts
