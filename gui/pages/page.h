#pragma once
/// One of the pages between the rail and the side panels.

#include <QWidget>
#include <vector>

#include "gui/bridge/session.h"
#include "gui/style/icons.h"

namespace pages {

/// A key that works where the focus is: for the list of all keys.
struct KeyNote {
  QString group;
  QString keys;
  QString what;
};

/// A page looks at the session and does nothing while it is hidden: refresh() is called when it is shown, when another
/// snapshot is shown (at most 15 times a second), and when the record has grown, and only then it may do work.
class Page : public QWidget {
  Q_OBJECT

 public:
  /// `id`: "cluster", "charts": its objectName and its name for `--render`.
  Page(const QString& id, const QString& title, style::Icon icon, bridge::Session& session, QWidget* parent = nullptr)
      : QWidget(parent), title_(title), icon_(icon), session_(session) {
    setObjectName(id);
    setAccessibleName(title);
  }

  [[nodiscard]] const QString& title() const { return title_; }
  [[nodiscard]] style::Icon icon() const { return icon_; }
  /// The run or its record has changed, or another run is open.
  virtual void refresh() = 0;
  /// What the page shows, in words: for screen readers, and for tests that look at data and not at pixels.
  [[nodiscard]] virtual QString describe() const = 0;
  /// Rows of what is plotted or listed, the first one of names: for CSV. Empty: there is nothing of the kind.
  [[nodiscard]] virtual QList<QStringList> table() const { return {}; }
  [[nodiscard]] virtual std::vector<KeyNote> keys() const { return {}; }

 protected:
  [[nodiscard]] bridge::Session& session() const { return session_; }

 private:
  QString title_;
  style::Icon icon_;
  bridge::Session& session_;
};

}  // namespace pages
