#include "cli/line_editor.h"

#include <algorithm>
#include <cerrno>
#include <clocale>
#include <csignal>
#include <cwchar>
#include <iostream>
#include <utility>

#include <poll.h>
#include <unistd.h>

#ifdef KAFKASIM_LINE_EDITING
#include <histedit.h>
#endif

namespace cli {
namespace {

constexpr int kIdleEvery = 50;  // ms
constexpr int kHistory = 1000;

/// Answers of mbrtowc.
constexpr auto kNoCharacter = static_cast<std::size_t>(-1);
constexpr auto kMoreBytes = static_cast<std::size_t>(-2);

volatile std::sig_atomic_t g_signal = 0;

extern "C" void note_signal(int number) { g_signal = number; }

void set_handlers(bool ours) {
  struct sigaction action {};
  action.sa_handler = ours ? note_signal : SIG_DFL;  // without SA_RESTART: a read ends
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTSTP, &action, nullptr);
}

/// One byte from stdin; 0: none, `key` says why.
int next_byte(const LineEditor::Hooks& hooks, const std::function<void()>& redraw, char& byte, TypedKey& key) {
  while (true) {
    if (const int signal = g_signal; signal != 0) {
      g_signal = 0;
      if (signal == SIGTSTP && !hooks.busy()) continue;  // as at any shell's prompt
      key = signal == SIGTSTP ? TypedKey::suspend : TypedKey::interrupt;
      return 0;
    }
    pollfd in{STDIN_FILENO, POLLIN, 0};
    const int ready = poll(&in, 1, kIdleEvery);
    if (ready < 0 && errno != EINTR) return 0;
    if (ready == 0 && hooks.idle()) redraw();
    if (ready <= 0 || g_signal != 0) continue;  // a key that is a signal was there before what can be read
    if (::read(STDIN_FILENO, &byte, 1) == 1) return 1;
    key = TypedKey::end_of_input;
    return 0;
  }
}

}  // namespace

bool LineEditor::interrupt_waits() { return g_signal == SIGINT; }

bool LineEditor::take_interrupt() {
  const bool waits = interrupt_waits();
  if (waits) g_signal = 0;
  return waits;
}

#ifdef KAFKASIM_LINE_EDITING

struct LineEditor::Editing {
  LineEditor& owner;
  std::string prompt;
  EditLine* line = nullptr;
  History* history = nullptr;

  static Editing& of(EditLine* el) {
    void* data = nullptr;
    el_get(el, EL_CLIENTDATA, &data);
    return *static_cast<Editing*>(data);
  }
  static char* show_prompt(EditLine* el) { return of(el).prompt.data(); }

  /// Terminals send UTF-8.
  static int get_char(EditLine* el, wchar_t* c) {
    Editing& self = of(el);
    const auto redraw = [&] {
      self.prompt = self.owner.hooks_.prompt();
      el_set(el, EL_REFRESH);
    };
    std::mbstate_t state{};
    char byte = 0;
    while (next_byte(self.owner.hooks_, redraw, byte, self.owner.key_) == 1) {
      const std::size_t length = std::mbrtowc(c, &byte, 1, &state);
      if (length == kMoreBytes) continue;
      if (length == kNoCharacter) *c = L'?';
      return 1;
    }
    return -1;
  }

  /// What all candidates have in common is typed; one alone is followed by a blank.
  static unsigned char complete(EditLine* el, int) {
    Editing& self = of(el);
    const LineInfo* const info = el_line(el);
    const char* begin = info->cursor;
    while (begin > info->buffer && begin[-1] != ' ') --begin;
    const std::string word(begin, static_cast<std::size_t>(info->cursor - begin));
    const std::vector<std::string> found = self.owner.hooks_.complete({info->buffer, info->cursor});
    if (found.empty()) return CC_ERROR;
    std::string common = found.front();
    for (const std::string& other : found)
      common.resize(static_cast<std::size_t>(
          std::mismatch(common.begin(), common.end(), other.begin(), other.end()).first - common.begin()));
    std::string more = common.substr(std::min(common.size(), word.size()));
    if (found.size() == 1) more += ' ';
    if (!more.empty()) return el_insertstr(el, more.c_str()) == 0 ? CC_REFRESH : CC_ERROR;
    std::cout << '\n';
    for (const std::string& candidate : found) std::cout << candidate << "  ";
    std::cout << '\n' << std::flush;
    return CC_REDISPLAY;
  }
};

LineEditor::LineEditor(Hooks hooks) : hooks_(std::move(hooks)) {
  set_handlers(true);
  std::setlocale(LC_CTYPE, "C.UTF-8");
  editing_ = std::make_unique<Editing>(Editing{*this, {}});
  editing_->line = el_init("kafkasim", stdin, stdout, stderr);
  editing_->history = history_init();
  HistEvent event;
  history(editing_->history, &event, H_SETSIZE, kHistory);
  EditLine* const el = editing_->line;
  el_set(el, EL_CLIENTDATA, editing_.get());
  el_set(el, EL_PROMPT, &Editing::show_prompt);
  el_set(el, EL_EDITOR, "emacs");
  el_set(el, EL_HIST, history, editing_->history);
  el_set(el, EL_GETCFN, &Editing::get_char);
  el_set(el, EL_ADDFN, "complete-word", "complete the word", &Editing::complete);
  el_set(el, EL_BIND, "^I", "complete-word", nullptr);
  // For as long as the session lasts: what is typed ahead is not shown twice, and no ^D of it is lost.
  el_set(el, EL_PREP_TERM, 1);
}

LineEditor::~LineEditor() {
  history_end(editing_->history);
  el_end(editing_->line);
  set_handlers(false);
}

std::optional<std::string> LineEditor::read() {
  key_ = TypedKey::none;
  editing_->prompt = hooks_.prompt();
  std::cout << "\r" << std::flush;
  int length = 0;
  const char* const text = el_gets(editing_->line, &length);
  el_set(editing_->line, EL_PREP_TERM, 1);
  if (!text || length <= 0) {
    if (key_ == TypedKey::none) key_ = TypedKey::end_of_input;
    return std::nullopt;
  }
  std::string line(text, static_cast<std::size_t>(length));
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.pop_back();
  HistEvent event;
  if (!line.empty()) history(editing_->history, &event, H_ENTER, line.c_str());
  return line;
}

#else

struct LineEditor::Editing {};

LineEditor::LineEditor(Hooks hooks) : hooks_(std::move(hooks)) { set_handlers(true); }
LineEditor::~LineEditor() { set_handlers(false); }

std::optional<std::string> LineEditor::read() { return read_plain(); }

#endif

/// As the terminal takes it.
std::optional<std::string> LineEditor::read_plain() {
  key_ = TypedKey::none;
  const auto draw = [this] { std::cout << "\r" << hooks_.prompt() << std::flush; };
  draw();
  std::string line;
  char byte = 0;
  while (next_byte(hooks_, draw, byte, key_) == 1) {
    if (byte == '\n') return line;
    line += byte;
  }
  return std::nullopt;
}

}  // namespace cli
