#include "engine/linker.h"

namespace spanloom {

Linker::Linker(const LinkerOptions&) {}
Linker::~Linker() = default;
const std::string& Linker::problem() const { return problem_; }
char* Linker::Reserve(std::size_t) { return nullptr; }
RequestError Linker::AddTraces(Encoding, double) { return {}; }
RequestError Linker::AddLogs(Encoding, double) { return {}; }
bool Linker::Work(std::uint32_t, double, bool) { return false; }
bool Linker::Has(std::string_view) const { return false; }
void Linker::Links(std::string_view) {}
void Linker::Explain(std::string_view, std::string_view, bool) {}
std::uint32_t Linker::Take(Encoding, double, bool, std::string_view, double) { return 0; }
std::string_view Linker::result() const { return {}; }
LinkerStats Linker::Stats() const { return {}; }

}  // namespace spanloom
