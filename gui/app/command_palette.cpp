#include "gui/app/command_palette.h"

#include <QKeyEvent>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace app {

int fuzzy_score(const QString& typed, const QString& text) {
  int score = 0;
  qsizetype at = 0;
  qsizetype last = -2;
  for (const QChar c : typed) {
    if (c.isSpace()) continue;
    at = text.indexOf(c, at, Qt::CaseInsensitive);
    if (at < 0) return -1;
    const bool begins_word = at == 0 || !text[at - 1].isLetterOrNumber();
    score += (at == last + 1 ? 4 : 1) + (begins_word ? 3 : 0);
    last = at++;
  }
  return score;
}

CommandPalette::CommandPalette(std::vector<PaletteEntry> entries, std::function<PaletteEntry(const QString&)> free,
                               QWidget* parent)
    : QDialog(parent), entries_(std::move(entries)), free_(std::move(free)) {
  setObjectName("palette");
  setWindowTitle(tr("Commands"));
  setMinimumSize(560, 420);
  auto* const column = new QVBoxLayout(this);
  line_ = new QLineEdit(this);
  line_->setObjectName("palette-line");
  line_->setPlaceholderText(tr("A command, a page, a scenario; go 66; kill broker-102 for 10s"));
  line_->setAccessibleName(tr("Command"));
  list_ = new QListWidget(this);
  list_->setObjectName("palette-list");
  list_->setAccessibleName(tr("Commands that fit"));
  column->addWidget(line_);
  column->addWidget(list_);
  line_->installEventFilter(this);
  connect(line_, &QLineEdit::textChanged, this, &CommandPalette::filter);
  connect(line_, &QLineEdit::returnPressed, this, &CommandPalette::choose);
  connect(list_, &QListWidget::itemActivated, this, &CommandPalette::choose);
  filter({});
}

void CommandPalette::filter(const QString& typed) {
  std::vector<std::pair<int, PaletteEntry>> fitting;
  for (const PaletteEntry& e : entries_)
    if (const int score = fuzzy_score(typed, e.text); score >= 0) fitting.emplace_back(score, e);
  std::stable_sort(fitting.begin(), fitting.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  shown_.clear();
  if (PaletteEntry special = free_(typed); special.run) shown_.push_back(std::move(special));
  for (auto& [score, entry] : fitting) shown_.push_back(std::move(entry));
  list_->clear();
  for (const PaletteEntry& e : shown_) list_->addItem(e.hint.isEmpty() ? e.text : e.text + "    " + e.hint);
  if (!shown_.empty()) list_->setCurrentRow(0);
}

void CommandPalette::choose() {
  const int row = list_->currentRow();
  if (row < 0) return;
  const std::function<void()> run = shown_[static_cast<std::size_t>(row)].run;
  accept();
  run();
}

/// Up and down move in the list while one types.
bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
  if (watched == line_ && event->type() == QEvent::KeyPress) {
    const int key = static_cast<QKeyEvent*>(event)->key();
    const int step = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0;
    if (step != 0) {
      list_->setCurrentRow(std::clamp(list_->currentRow() + step, 0, std::max(list_->count() - 1, 0)));
      return true;
    }
  }
  return QDialog::eventFilter(watched, event);
}

}  // namespace app
