#pragma once
/// Everything that can be done, once: it feeds the buttons, the menus, the shortcuts, the command palette and the help.

#include <QAction>
#include <QHash>
#include <QList>
#include <QObject>
#include <functional>
#include <optional>

#include "gui/style/icons.h"

namespace app {

class ActionRegistry final : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  struct Description {
    QString id;     ///< "step"
    QString group;  ///< "Time": the heading under which the help lists it
    QString text;   ///< "One event forward"
    QList<QKeySequence> keys;
    std::optional<style::Icon> icon;
  };
  /// Its action; `run` when it is triggered. The keys work in the whole window of `window`.
  QAction* add(QWidget* window, const Description& what, std::function<void()> run);
  /// Never null: an unknown id is a mistake of ours.
  [[nodiscard]] QAction* find(const QString& id) const;
  [[nodiscard]] const QList<Description>& all() const { return all_; }
  /// Icons in the colours of the theme.
  void apply_theme();

 private:
  QList<Description> all_;
  QHash<QString, QAction*> actions_;
};

}  // namespace app
