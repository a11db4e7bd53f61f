#pragma once
/// The page of charts: a grid of them over one window of time, and more from its menu.

#include <QStringList>
#include <memory>
#include <vector>

#include "gui/charts/area_panel.h"
#include "gui/charts/chart_catalogue.h"
#include "gui/charts/moments.h"
#include "gui/charts/time_chart.h"
#include "gui/pages/page.h"

class QFrame;
class QGridLayout;
class QLabel;
class QMenu;
class QScrollArea;
class QToolButton;

namespace charts {

class ChartsPage final : public pages::Page {
  Q_OBJECT

 public:
  explicit ChartsPage(bridge::Session& session, QWidget* parent = nullptr);

  void refresh() override;
  [[nodiscard]] QString describe() const override;
  /// All series that are plotted over time, in the window.
  [[nodiscard]] QList<QStringList> table() const override;
  [[nodiscard]] std::vector<pages::KeyNote> keys() const override;

  /// By their names in the catalogue, in order.
  [[nodiscard]] QStringList shown_charts() const;
  void show_charts(const QStringList& ids);
  /// Behind the others, or back where it was from.
  void toggle_chart(const QString& id);
  /// To the first place.
  void pin(const QString& id);
  /// The same chart in another way: lag in records, lag in seconds.
  void switch_to_other(const QString& id);
  /// nullptr: it is not shown, or is not over time.
  [[nodiscard]] TimeChart* chart(const QString& id) const;
  [[nodiscard]] const AreaPanel& area_panel() const { return *area_panel_; }
  /// Any of them. nullptr: not shown.
  [[nodiscard]] QWidget* view(const QString& id) const;
  /// "", or what went wrong. A chart's name, or "": all of the page.
  QString save_csv(const QString& id, const QString& path) const;
  QString save_png(const QString& id, const QString& path, double scale = 1) const;

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  struct Cell {
    const ChartKind* kind = nullptr;
    QFrame* frame = nullptr;
    QWidget* view = nullptr;
  };
  /// What the lines of the charts depend on.
  struct Known {
    const view::RunRecord* record = nullptr;
    std::size_t series = 0;
    bool operator_view = false;
    bool operator==(const Known&) const = default;
  };

  void make_bar();
  QToolButton* bar_button(const QString& name, const QString& text, const QString& tip);
  void fill_menu();
  [[nodiscard]] Cell make_cell(const ChartKind& kind);
  [[nodiscard]] QWidget* make_time_chart(const ChartKind& kind, QWidget* parent);
  template <class View>
  QWidget* watched(View* view, const ChartKind& kind);
  void lay_out();
  void give_lines(const Cell& cell);
  void refresh_cell(const Cell& cell);
  void show_window();
  void open_menu(const QString& id, const QPoint& global);
  void export_as(const QString& id, bool picture);
  [[nodiscard]] const Cell* find(const QString& id) const;

  std::shared_ptr<Moments> moments_ = std::make_shared<Moments>();
  std::vector<Cell> cells_;
  Known known_;
  bool ticks_ = true;
  int columns_ = 0;
  QWidget* bar_;
  QLabel* window_text_;
  QToolButton* follow_;
  QMenu* more_;
  QScrollArea* scroll_;
  QWidget* sheet_;
  QGridLayout* grid_;
  AreaPanel* area_panel_;
  TimeChart* area_of_ = nullptr;
};

}  // namespace charts
