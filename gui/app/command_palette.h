#pragma once
/// Ctrl+K: type what you want.

#include <QDialog>
#include <QLineEdit>
#include <QListWidget>
#include <functional>
#include <vector>

namespace app {

/// Something that can be chosen.
struct PaletteEntry {
  QString text;  ///< "Page: cluster"
  QString hint;  ///< its shortcut
  std::function<void()> run;
};

/// How well `typed` fits, its letters in order; larger is better, -1: not at all.
int fuzzy_score(const QString& typed, const QString& text);

class CommandPalette final : public QDialog {
  Q_OBJECT

 public:
  /// `entries` as they are when it opens; `free`: what a line that fits none of them means ("go 66", "kill
  /// broker-102").
  CommandPalette(std::vector<PaletteEntry> entries, std::function<PaletteEntry(const QString&)> free,
                 QWidget* parent = nullptr);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void filter(const QString& typed);
  void choose();

  std::vector<PaletteEntry> entries_;
  std::function<PaletteEntry(const QString&)> free_;
  std::vector<PaletteEntry> shown_;
  QLineEdit* line_;
  QListWidget* list_;
};

}  // namespace app
