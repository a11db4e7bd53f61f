#pragma once
/// The page, and around it panels that can be moved, put over one another, torn off and closed.

#include <QDockWidget>
#include <QMainWindow>
#include <optional>
#include <vector>

#include "gui/app/parts.h"

namespace app {

class DockArea final : public QMainWindow {
  Q_OBJECT

 public:
  explicit DockArea(QWidget* parent = nullptr);

  /// `pages`: those beside which it is of use.
  void add(const QString& id, const QString& title, Panel panel, Qt::DockWidgetArea area, const QStringList& pages);
  /// The panels that this page has use for, or none. `short_of_room`: those below the page only if somebody asked for
  /// them.
  void show_for(const QString& page, bool any, bool short_of_room);
  /// Panels at the side: one over the other with tabs, or one below the other.
  void set_tabs(bool on);
  [[nodiscard]] bool tabs() const { return tabs_; }
  [[nodiscard]] bool is_wanted(const QString& id) const;
  void set_wanted(const QString& id, bool on);
  /// In front of the others.
  void bring_up(const QString& id);
  /// Those that are seen look at the run.
  void refresh();
  /// Everything where it was at first.
  void reset();
  /// Places and sizes, and what has been closed; for the next start.
  [[nodiscard]] QByteArray layout_kept() const;
  void restore_layout(const QByteArray& kept);
  [[nodiscard]] QDockWidget* dock(const QString& id) const;

 Q_SIGNALS:
  void wanted_changed(const QString& id, bool on);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  struct Dock {
    QString id;
    QDockWidget* widget;
    Panel panel;
    Qt::DockWidgetArea area;
    QStringList pages;
    std::optional<bool> wanted;  ///< by somebody; else as there is room
    bool fitted = false;         ///< has had its first size
  };
  void stack_side();
  void fit();
  [[nodiscard]] QList<QDockWidget*> side() const;

  std::vector<Dock> docks_;
  bool tabs_ = false;
  QString page_;
  bool any_ = true;
  bool short_of_room_ = false;
};

}  // namespace app
