#pragma once
/// Members x time over partitions x time of one group.

#include <functional>

#include "gui/charts/time_plot.h"
#include "gui/groups/gantt_rows.h"

namespace groups {

/// Arrows move between rows and bars, Enter or a click explains the bar.
class GanttView final : public charts::TimePlot {
  Q_OBJECT

 public:
  /// Where time begins: what stands below begins there, too.
  static constexpr double kLeft = 172;

  explicit GanttView(bridge::Session& session, QWidget* parent = nullptr);

  void show_group(const QString& group, const QString& subtitle, GanttRows rows);
  [[nodiscard]] const GanttRows& rows() const { return rows_; }
  /// The bar at a point of the widget; nothing: there is none. Row numbers go through members, then partitions.
  struct Hit {
    std::size_t row = 0;
    std::size_t bar = 0;
  };
  [[nodiscard]] std::optional<Hit> hit(const QPointF& at) const;
  [[nodiscard]] const Row& row(std::size_t number) const;
  [[nodiscard]] std::size_t row_count() const { return rows_.members.size() + rows_.partitions.size(); }
  [[nodiscard]] const std::optional<Hit>& chosen() const { return chosen_; }
  void let_go() { choose(std::nullopt); }
  /// What the tool tip of a bar says.
  void set_tip(std::function<QString(const Hit&)> tip) { tip_ = std::move(tip); }
  /// "kill (fault B)": of a member that does not run; "": no fault of the run did it.
  [[nodiscard]] QString fault_that_hit(const Row& row, const Bar& bar) const;
  /// The middle of what is visible of a bar.
  [[nodiscard]] QPointF place(const Hit& hit) const;

 Q_SIGNALS:
  void chosen_changed();

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void clicked(const QPointF& at) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  [[nodiscard]] double member_height() const;
  [[nodiscard]] double partition_height() const;
  [[nodiscard]] double partitions_top() const;
  [[nodiscard]] double bottom() const;
  [[nodiscard]] QRectF row_box(std::size_t number) const;
  [[nodiscard]] QRectF bar_box(const Bar& bar, const QRectF& row) const;
  [[nodiscard]] std::optional<std::size_t> bar_at(std::size_t row, double seconds) const;
  void choose(std::optional<Hit> hit);
  void step(int rows, int bars);
  void fit();

  void draw_head(QPainter& painter) const;
  void draw_names(QPainter& painter) const;
  void draw_stops(QPainter& painter) const;
  void draw_stop_pills(QPainter& painter) const;
  void draw_member_bar(QPainter& painter, const Bar& bar, const QRectF& box) const;
  void draw_dead_words(QPainter& painter, const Row& of, const Bar& bar, const QRectF& box) const;
  void draw_partition_bar(QPainter& painter, const Bar& bar, const QRectF& box) const;
  void draw_rows(QPainter& painter) const;

  QString group_;
  QString subtitle_;
  GanttRows rows_;
  std::optional<Hit> chosen_;
  std::function<QString(const Hit&)> tip_;
};

}  // namespace groups
