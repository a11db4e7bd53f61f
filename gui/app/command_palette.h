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
  using Meaning = std::function<std::vector<PaletteEntry>(const QString&)>;

  /// `entries` as they are when it opens; `free`: what a line means by itself, shown first ("go 66", "kill
  /// broker-102"); `found`: what is found with its words, shown last.
  CommandPalette(std::vector<PaletteEntry> entries, Meaning free, Meaning found, QWidget* parent = nullptr);

  [[nodiscard]] const std::vector<PaletteEntry>& shown() const { return shown_; }
  /// As if it were typed.
  void type(const QString& text) { line_->setText(text); }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  void filter(const QString& typed);
  void choose();

  std::vector<PaletteEntry> entries_;
  Meaning free_;
  Meaning found_;
  std::vector<PaletteEntry> shown_;
  QLineEdit* line_;
  QListWidget* list_;
};

}  // namespace app
