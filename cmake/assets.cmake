# whence_assets(OUTPUT_CPP OUTPUT_S FOLDER...): every file of the folders as bytes in the program, and the table assets()
# of serve/assets.h over them. A folder that is not there adds nothing.
function(whence_assets cpp assembler)
  set(table "")
  set(symbols "")
  set(section "    .section .rodata\n")
  set(number 0)
  set(all "")
  foreach(folder IN LISTS ARGN)
    file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${folder} ${folder}/*)
    list(SORT files)
    foreach(file IN LISTS files)
      string(APPEND section "    .global whence_asset_${number}_begin\n    .global whence_asset_${number}_end\n"
                            "whence_asset_${number}_begin:\n    .incbin \"${folder}/${file}\"\n"
                            "whence_asset_${number}_end:\n    .byte 0\n")
      string(APPEND symbols "extern const char whence_asset_${number}_begin[], whence_asset_${number}_end[];\n")
      string(APPEND table "      {\"/${file}\", {whence_asset_${number}_begin, static_cast<std::size_t>("
                          "whence_asset_${number}_end - whence_asset_${number}_begin)}},\n")
      list(APPEND all ${folder}/${file})
      math(EXPR number "${number} + 1")
    endforeach()
  endforeach()
  string(APPEND section "    .section .note.GNU-stack,\"\",%progbits\n")
  file(CONFIGURE OUTPUT ${assembler} CONTENT "${section}" @ONLY)
  file(CONFIGURE OUTPUT ${cpp} CONTENT "#include \"serve/assets.h\"\n\nextern \"C\" {\n${symbols}}\n
namespace whence {\n\nstd::span<const Asset> assets() {\n  static const Asset all[] = {\n${table}  };\n  return all;\n}\n
}  // namespace whence\n" @ONLY)
  set_source_files_properties(${assembler} PROPERTIES OBJECT_DEPENDS "${all}")
endfunction()
