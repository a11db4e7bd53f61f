#include "gui/app/command_palette.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "gui/style/fonts.h"
#include "gui/style/theme.h"

namespace app {

namespace {

constexpr std::size_t kMostShown = 200;
constexpr int hint_role = Qt::UserRole + 1;

/// The text, and at the right its key or kind as on a key cap.
class EntryDelegate final : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    QStyleOptionViewItem plain = option;
    const style::Theme& t = style::theme();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state & QStyle::State_Selected) {
      painter->setPen(Qt::NoPen);
      painter->setBrush(style::mixed(t.panel, t.accent, 0.25));
      painter->drawRoundedRect(option.rect.adjusted(1, 1, -1, -1), 6, 6);
    }
    QRect in = option.rect.adjusted(12, 0, -10, 0);
    const QString hint = index.data(hint_role).toString();
    if (!hint.isEmpty()) {
      painter->setFont(style::ui_font(11));
      const int width = painter->fontMetrics().horizontalAdvance(hint) + 14;
      const int height = painter->fontMetrics().height() + 4;
      const QRect cap(in.right() - width, in.center().y() - height / 2, width, height);
      painter->setPen(QPen(t.border, 1));
      painter->setBrush(t.panel2);
      painter->drawRoundedRect(QRectF(cap).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
      painter->setPen(t.muted);
      painter->drawText(cap, Qt::AlignCenter, hint);
      in.setRight(cap.left() - 10);
    }
    painter->setFont(style::ui_font(13));
    painter->setPen(t.text);
    painter->drawText(in, Qt::AlignVCenter | Qt::AlignLeft,
                      painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, in.width()));
    painter->restore();
  }
  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
    return {300, static_cast<int>(30 * style::font_scale())};
  }
};

}  // namespace

/// The best of all ways to find its letters in the text: what follows its neighbour or begins a word is worth more.
int fuzzy_score(const QString& typed, const QString& text) {
  QString letters = typed.toLower();
  letters.remove(' ');
  const QString in = text.toLower();
  constexpr int kNever = -1'000'000;
  std::vector<int> best(static_cast<std::size_t>(in.size()) + 1, kNever);  // with its last letter at that place
  std::vector<int> before;
  for (qsizetype l = 0; l < letters.size(); ++l) {
    before = best;
    int earlier = l == 0 ? 0 : kNever;
    for (qsizetype at = 0; at < in.size(); ++at) {
      const auto i = static_cast<std::size_t>(at);
      const int joined = l > 0 && at > 0 ? before[i - 1] + 3 : kNever;
      const bool begins_word = at == 0 || !in[at - 1].isLetterOrNumber();
      best[i] = in[at] != letters[l] ? kNever : std::max(earlier, joined) + 1 + (begins_word ? 3 : 0);
      if (l > 0) earlier = std::max(earlier, before[i]);
    }
  }
  if (letters.isEmpty()) return 0;
  const int score = *std::max_element(best.begin(), best.end());
  return score < 0 ? -1 : score;
}

CommandPalette::CommandPalette(std::vector<PaletteEntry> entries, Meaning free, Meaning found, QWidget* parent)
    : QDialog(parent), entries_(std::move(entries)), free_(std::move(free)), found_(std::move(found)) {
  setObjectName("palette");
  setWindowTitle(tr("Commands"));
  setMinimumSize(static_cast<int>(620 * style::font_scale()), 460);
  auto* const column = new QVBoxLayout(this);
  line_ = new QLineEdit(this);
  line_->setObjectName("palette-line");
  line_->setPlaceholderText(
      tr("A command, a page, a thing, a scenario; go 66; crash 2; p7 log; kill broker-102 for 10s"));
  line_->setAccessibleName(tr("Command"));
  list_ = new QListWidget(this);
  list_->setObjectName("palette-list");
  list_->setAccessibleName(tr("Commands that fit"));
  list_->setItemDelegate(new EntryDelegate(list_));
  list_->setUniformItemSizes(true);
  column->addWidget(line_);
  column->addWidget(list_);
  line_->installEventFilter(this);
  connect(line_, &QLineEdit::textChanged, this, &CommandPalette::filter);
  connect(line_, &QLineEdit::returnPressed, this, &CommandPalette::choose);
  connect(list_, &QListWidget::itemActivated, this, &CommandPalette::choose);
  filter({});
}

/// It has no frame of the desktop: an edge of its own tells it from what is behind.
void CommandPalette::paintEvent(QPaintEvent*) {
  QPainter p(this);
  p.fillRect(rect(), style::theme().panel);
  p.setPen(style::theme().accent);
  p.drawRect(rect().adjusted(0, 0, -1, -1));
}

void CommandPalette::filter(const QString& typed) {
  std::vector<std::pair<int, PaletteEntry>> fitting;
  for (const PaletteEntry& e : entries_)
    if (const int score = fuzzy_score(typed, e.text); score >= 0) fitting.emplace_back(score, e);
  std::stable_sort(fitting.begin(), fitting.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  shown_ = free_(typed.trimmed());
  for (auto& [score, entry] : fitting) shown_.push_back(std::move(entry));
  for (PaletteEntry& entry : found_(typed.trimmed())) shown_.push_back(std::move(entry));
  if (shown_.size() > kMostShown) shown_.resize(kMostShown);
  list_->clear();
  for (const PaletteEntry& e : shown_) {
    auto* const item = new QListWidgetItem(e.text, list_);
    item->setData(hint_role, e.hint);
    item->setData(Qt::AccessibleTextRole, e.hint.isEmpty() ? e.text : e.text + ", " + e.hint);
  }
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
