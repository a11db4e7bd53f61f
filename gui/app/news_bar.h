#pragma once
/// A bar under the title: what went wrong, in words, until it is closed; what went well, for a moment.

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QTimer>

namespace app {

class NewsBar final : public QFrame {
  Q_OBJECT

 public:
  explicit NewsBar(QWidget* parent = nullptr);

  void tell_news(const QString& text);
  void tell_problem(const QString& text);
  /// A mistake of ours: its journal can be saved, from which it can be seen again. Stays until it is closed.
  void tell_bug(const QString& text);
  /// Another run is open: nothing of the last one matters.
  void clear();
  [[nodiscard]] QString text() const { return text_->text(); }
  [[nodiscard]] bool tells_bug() const { return kind_ == Kind::bug; }

 Q_SIGNALS:
  void save_wanted();

 private:
  enum class Kind { nothing, news, problem, bug };
  void tell(Kind kind, const QString& text);

  Kind kind_ = Kind::nothing;
  QLabel* text_;
  QPushButton* save_;
  QPushButton* close_;
  QTimer gone_;
};

}  // namespace app
