#include <emscripten/bind.h>
#include <emscripten/emscripten.h>

#include <cstring>
#include <limits>

// Emscripten's own version of these two names every type that embind knows, and drags in printf to do so: with it the glue and
// the module are 5 kB larger after gzip. The linker takes these instead; the classes here need no more types.
namespace {

template <typename T>
void RegisterInteger(const char* name) {
  emscripten::internal::_embind_register_integer(emscripten::internal::TypeID<T>::get(), name, sizeof(T),
                                                 std::numeric_limits<T>::min(), std::numeric_limits<T>::max());
}

}  // namespace

extern "C" {

// For embind's error messages; whoever calls it frees the result.
EMSCRIPTEN_KEEPALIVE const char* __getTypeName(const void*) { return strdup("type"); }

EMSCRIPTEN_KEEPALIVE __attribute__((constructor)) void __embind_register_native_and_builtin_types() {
  using emscripten::internal::TypeID;
  emscripten::internal::_embind_register_void(TypeID<void>::get(), "void");
  emscripten::internal::_embind_register_bool(TypeID<bool>::get(), "bool", sizeof(bool), true, false);
  RegisterInteger<int>("int");
  RegisterInteger<unsigned>("unsigned");
  emscripten::internal::_embind_register_float(TypeID<double>::get(), "double", sizeof(double));
}
}
