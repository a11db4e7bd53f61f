#pragma once
/// A chart over time. Qt Charts gives the frame, the scene and the axes; the samples are drawn from their pyramids by
/// an item of our own, since a QLineSeries costs microseconds a point with every update. All charts of a session show
/// the same window and cursor. A peak that is brief and many times as high as everything else is cut off at the top,
/// with its height written there: otherwise nothing else could be read. Y shows it whole.

#include <QAbstractAxis>
#include <QChartView>
#include <QStringList>
#include <QValueAxis>
#include <memory>
#include <optional>
#include <vector>

#include "gui/bridge/session.h"
#include "gui/charts/chart_header.h"
#include "gui/charts/chart_input.h"
#include "gui/charts/chart_line.h"
#include "gui/charts/moments.h"
#include "gui/charts/shown_run.h"
#include "gui/charts/value_axis.h"

namespace charts {

class SeriesLayer;
class OverlayLayer;

class TimeChart : public QChartView {
  Q_OBJECT

 public:
  struct Threshold {
    double value = 0;
    QString text;
  };
  /// Seconds.
  struct Area {
    double from = 0;
    double until = 0;
  };

  /// What is cut off at the top.
  struct Peak {
    double seconds = 0;
    double value = 0;
  };

  /// `moments`: for snapping and for ticks, shared by the charts of a page, which keeps them up to date.
  TimeChart(bridge::Session& session, std::shared_ptr<const Moments> moments, QWidget* parent = nullptr);

  /// `of`: behind the unit: "per broker".
  void set_title(const QString& title, const QString& unit, const QString& of = {});
  /// What was hidden stays hidden, by its name.
  void set_lines(std::vector<ChartLine> lines);
  /// Not drawn, but the range of the y axis is theirs, too: two charts with one scale.
  void set_room_for(std::vector<ChartLine> lines);
  void set_log(bool on);
  /// The y axis begins at zero, or at the least value: offsets do not begin at zero where one looks.
  void set_from_zero(bool on);
  /// Pixels left of the plot, and right of it: for what stands above it over the same time.
  void set_margins(double left, double right);
  /// Another run than the session's, from beginning to end; nullptr: the session's.
  void set_record(std::shared_ptr<const view::RunRecord> record);
  /// Brief peaks are shown whole, too.
  void set_whole_peaks(bool on);
  void set_threshold(std::optional<Threshold> threshold);
  /// Elections and rebalances at the foot.
  void show_ticks(bool on);
  /// The record has grown, or another instant is shown.
  void refresh();

  [[nodiscard]] const QString& title() const { return title_; }
  [[nodiscard]] const QString& unit_note() const { return of_; }
  [[nodiscard]] const std::vector<ChartLine>& lines() const { return lines_; }
  [[nodiscard]] const ValueAxis& axis() const { return axis_; }
  [[nodiscard]] const std::optional<Threshold>& threshold() const { return threshold_; }
  [[nodiscard]] const Moments& moments() const { return *moments_; }
  [[nodiscard]] bool ticks_shown() const { return ticks_; }
  [[nodiscard]] bridge::Session& session() const { return session_; }
  [[nodiscard]] bridge::TimeWindow& window() const { return session_.window(); }
  [[nodiscard]] const view::RunRecord& record() const { return run_.record(); }
  /// What is recorded after this has not happened yet.
  [[nodiscard]] double now() const { return run_.now(); }
  [[nodiscard]] bool whole_peaks() const { return whole_peaks_; }
  [[nodiscard]] const std::vector<Peak>& peaks() const { return peaks_; }
  [[nodiscard]] const ChartHeader& header() const { return header_; }
  [[nodiscard]] bool empty() const;

  void set_hidden(int line, bool hidden);
  /// Only this one; all, if it is the only one already.
  void solo(int line);
  /// -1: none. The others are faded.
  void highlight(int line);
  [[nodiscard]] int highlighted() const { return highlight_; }
  /// The area that is being chosen; nothing: none.
  void set_area(std::optional<Area> area);
  [[nodiscard]] const std::optional<Area>& area() const { return area_; }

  [[nodiscard]] const QRectF& plot() const { return plot_; }
  [[nodiscard]] double x_of(double seconds) const;
  [[nodiscard]] double seconds_at(double x) const;
  [[nodiscard]] double y_of(double value) const;
  /// The instant under `x`, or of the fault or the event beside it.
  [[nodiscard]] double snapped(double x) const;
  /// Where values are read: at the cursor, or now.
  [[nodiscard]] double read_at() const;
  /// The fault whose flag is there; nullptr: none.
  [[nodiscard]] const view::FaultSpan* flag_at(QPointF at) const;

  /// What it shows, in words.
  [[nodiscard]] QString describe() const;
  /// The samples of the visible series in the window, a row for each instant.
  [[nodiscard]] QList<QStringList> table() const;

 Q_SIGNALS:
  void area_chosen(double from, double until);
  void pin_wanted();
  void menu_wanted(const QPoint& global);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void drawBackground(QPainter* painter, const QRectF& rect) override;
  void resizeEvent(QResizeEvent* event) override;
  bool viewportEvent(QEvent* event) override;
  void changeEvent(QEvent* event) override;
  // Presses must never get to QChartView: Qt 6.4.2 follows a null pointer where no item lies under the mouse.
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  void touch();
  void lay_out();
  struct Extent;
  void fit();
  void measure(const std::vector<ChartLine>& lines, Extent& extent) const;
  void find_peaks(const std::vector<double>& tops);
  void make_axes();
  void sync_axes();

  bridge::Session& session_;
  ShownRun run_;
  std::shared_ptr<const Moments> moments_;
  QString title_;
  QString of_;
  std::vector<ChartLine> lines_;
  std::vector<ChartLine> room_for_;
  std::vector<Peak> peaks_;
  bool whole_peaks_ = false;
  std::optional<std::pair<double, double>> margins_;
  ValueAxis axis_;
  std::optional<Threshold> threshold_;
  std::optional<Area> area_;
  bool ticks_ = true;
  int highlight_ = -1;
  bool dirty_ = true;  // the range may have to change
  QRectF plot_;
  ChartHeader header_{*this};
  ChartInput input_{*this};
  QValueAxis* x_axis_;
  QAbstractAxis* y_axis_ = nullptr;
  SeriesLayer* series_layer_ = nullptr;
  OverlayLayer* overlay_ = nullptr;
};

}  // namespace charts
