// What is typed, as curses reads it.

#include "CTerminal.h"
#include "internal.h"

#include <curses.h>

enum { PASTE_BEGIN = KEY_MAX + 1, PASTE_END, MOUSE, MOUSE_BYTES };

void ct_name_keys(void) {
  // Both cursor key modes: a terminal, or a multiplexer in between, may not follow the switch.
  static const struct {
    const char *bytes;
    int key;
  } keys[] = {
      {"\033[200~", PASTE_BEGIN}, {"\033[201~", PASTE_END}, {"\033[A", KEY_UP},
      {"\033OA", KEY_UP},         {"\033[B", KEY_DOWN},     {"\033OB", KEY_DOWN},
      {"\033[C", KEY_RIGHT},      {"\033OC", KEY_RIGHT},    {"\033[D", KEY_LEFT},
      {"\033OD", KEY_LEFT},       {"\033[H", KEY_HOME},     {"\033OH", KEY_HOME},
      {"\033[1~", KEY_HOME},      {"\033[F", KEY_END},      {"\033OF", KEY_END},
      {"\033[4~", KEY_END},       {"\033[Z", KEY_BTAB},
      {"\033[<", MOUSE},
  };
  for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) define_key(keys[i].bytes, keys[i].key);
  // F1 on some consoles. Where curses knows it, it would wait for more and drop it.
  int known = key_defined("\033[M");
  if (known <= 0 || known == KEY_MOUSE) define_key("\033[M", MOUSE_BYTES);
}

static int32_t key_of(int code) {
  switch (code) {
    case KEY_UP: return CT_KEY_UP;
    case KEY_DOWN: return CT_KEY_DOWN;
    case KEY_LEFT: return CT_KEY_LEFT;
    case KEY_RIGHT: return CT_KEY_RIGHT;
    case KEY_HOME: case KEY_FIND: return CT_KEY_HOME;
    case KEY_END: case KEY_SELECT: return CT_KEY_END;
    case KEY_PPAGE: return CT_KEY_PAGE_UP;
    case KEY_NPAGE: return CT_KEY_PAGE_DOWN;
    case KEY_BACKSPACE: return CT_KEY_BACKSPACE;
    case KEY_DC: return CT_KEY_DELETE;
    case KEY_ENTER: return CT_KEY_ENTER;
    case KEY_BTAB: return CT_KEY_BACK_TAB;
    case PASTE_BEGIN: return CT_KEY_PASTE_BEGIN;
    case PASTE_END: return CT_KEY_PASTE_END;
    case MOUSE: return CT_KEY_MOUSE;
    case MOUSE_BYTES: return CT_KEY_MOUSE_BYTES;
    default: break;
  }
  if (code >= KEY_F(1) && code <= KEY_F(63)) return CT_KEY_FUNCTION + code - KEY_F(0);
  return CT_KEY_OTHER;
}

ct_event ct_next(void) {
  // Bytes rather than get_wch, which loses the start of a character that arrives in two parts.
  int code = getch();
  if (code == ERR) return (ct_event){CT_NONE, 0};
  if (code < 0x100) return (ct_event){CT_BYTE, code};
  return (ct_event){CT_KEY, key_of(code)};
}
