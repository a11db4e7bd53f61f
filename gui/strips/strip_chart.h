#pragma once
/// A few lines over time in one panel: a title, the values at the cursor or now, a scale from zero or from the least.

#include "gui/strips/time_plot.h"
#include "gui/view/pyramid.h"

namespace strips {

class StripChart final : public TimePlot {
  Q_OBJECT

 public:
  struct Line {
    QString label;
    QColor colour;
    const view::Pyramid* samples = nullptr;  ///< outlives the chart, or is set anew
    bool steps = false;                      ///< holds until the next sample
  };

  StripChart(bridge::Session& session, const QString& title, const QString& unit, double left,
             QWidget* parent = nullptr);

  void set_subtitle(const QString& text) { subtitle_ = text; }
  void set_title(const QString& text) { title_ = text; }
  void set_lines(std::vector<Line> lines);
  [[nodiscard]] const std::vector<Line>& lines() const { return lines_; }
  /// Offsets do not begin at zero where one looks.
  void set_from_least(bool on) { from_least_ = on; }
  /// The instant of the cursor, else of the snapshot.
  [[nodiscard]] double looked_at() const;
  [[nodiscard]] QString describe() const;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  struct Scale {
    double least = 0;
    double most = 1;
  };
  [[nodiscard]] Scale scale() const;
  [[nodiscard]] double y_of(double value, const Scale& scale) const;
  void draw_head(QPainter& painter) const;
  void draw_scale(QPainter& painter, const Scale& scale) const;
  void draw_line(QPainter& painter, const Line& line, const Scale& scale) const;

  QString title_;
  QString unit_;
  QString subtitle_;
  std::vector<Line> lines_;
  bool from_least_ = false;
};

}  // namespace strips
