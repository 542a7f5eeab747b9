#include <cstddef>
#include <cstdint>

// The system functions that malloc() needs, and abort(), written with WebAssembly instructions so that the module
// imports nothing. Weak symbols, because Emscripten's libraries define them too; which ones are linked depends on its
// version.
extern "C" {

extern char __heap_base;  // defined by the linker: where free memory starts

[[gnu::weak]] void* sbrk(std::intptr_t increment) {
  constexpr std::uintptr_t kPage = 65536;
  static auto end = reinterpret_cast<std::uintptr_t>(&__heap_base);
  const std::uintptr_t start = end;
  const std::uintptr_t wanted = start + static_cast<std::uintptr_t>(increment);
  if (wanted < start) return reinterpret_cast<void*>(-1);
  const std::uintptr_t pages = __builtin_wasm_memory_size(0);
  const std::uintptr_t needed = wanted / kPage + 1;
  if (needed > pages) {
    const auto grow = [pages](std::uintptr_t to) { return __builtin_wasm_memory_grow(0, to - pages) != SIZE_MAX; };
    // Grows by a fifth, so that growing is rare; if that fails, by what is needed.
    const std::uintptr_t generous = pages + pages / 5;
    if ((generous <= needed || !grow(generous)) && !grow(needed)) return reinterpret_cast<void*>(-1);
  }
  end = wanted;
  return reinterpret_cast<void*>(start);
}

[[gnu::weak]] std::size_t emscripten_get_heap_max() { return SIZE_MAX; }

[[gnu::weak, noreturn]] void abort() { __builtin_trap(); }

[[gnu::weak]] void emscripten_notify_memory_growth(std::size_t) {}
}
