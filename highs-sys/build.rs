//! Builds HiGHS with the C++ compiler alone: no cmake, no libclang.
//!
//! Where the library comes from, first match wins:
//!
//! 1. `HIGHS_LIB_DIR`: a folder with a ready-made HiGHS library (static or
//!    shared) of the version below. A shared one must also be found at run
//!    time, for instance through `LD_LIBRARY_PATH`.
//! 2. `HIGHS_SRC`: an unpacked HiGHS source tree of the version below; it is
//!    compiled for each profile, since it may change.
//! 3. Otherwise the published `highs-sys` package, which carries the HiGHS
//!    sources: `highs-src/Cargo.toml` lets cargo fetch and check it. The
//!    archive is kept in `target/highs-<version>-<target>-O2/` and shared by
//!    all profiles.

use std::collections::BTreeSet;
use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The version of HiGHS that `src/bindings.rs` describes.
const VERSION: [&str; 3] = ["1", "16", "0"];

/// Optimisation level: level 3 takes longer to build and solves no faster.
const OPTIMISATION: u32 = 2;

/// Source files per unity translation unit: 16 halves the build time
/// compared with one file each and stays below 1 GB of memory per compiler.
const FILES_PER_UNIT: usize = 16;

/// The lists in HiGHS' `cmake/sources.cmake` that make up the library.
const SOURCE_LISTS: [&str; 7] = [
    "highs_sources",
    "cupdlp_sources",
    "ipx_sources",
    "basiclu_sources",
    "hipo_sources",
    "factor_highs_sources",
    "hipo_util_sources",
];

type Fallible<T> = Result<T, Box<dyn Error>>;

/// What Cargo says about the build at hand.
struct Target {
    triple: String,
    os: String,
    arch: String,
    msvc: bool,
    static_runtime: bool,
    out_dir: PathBuf,
}

/// HiGHS is C++ with one solver in C.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Language {
    C,
    Cpp,
}

fn main() -> Fallible<()> {
    for variable in ["HIGHS_SRC", "HIGHS_LIB_DIR"] {
        println!("cargo::rerun-if-env-changed={variable}");
    }
    for file in ["build.rs", "highs-src/Cargo.lock"] {
        println!("cargo::rerun-if-changed={file}");
    }
    let target = Target::from_cargo()?;
    if let Some(folder) = folder_from_env("HIGHS_LIB_DIR") {
        link_ready_made(&folder, &target);
    } else if let Some(source) = folder_from_env("HIGHS_SRC") {
        compile(&source, &target, &target.out_dir)?;
        link_static(&target.out_dir, &target);
    } else {
        let shared = shared_folder(&target);
        if !shared.join(archive_name(&target)).exists() {
            compile(&published_sources()?, &target, &shared)?;
        }
        link_static(&shared, &target);
    }
    Ok(())
}

impl Target {
    /// Reads the variables that Cargo sets for build scripts.
    fn from_cargo() -> Fallible<Self> {
        let features = env::var("CARGO_CFG_TARGET_FEATURE").unwrap_or_default();
        Ok(Self {
            triple: env::var("TARGET")?,
            os: env::var("CARGO_CFG_TARGET_OS")?,
            arch: env::var("CARGO_CFG_TARGET_ARCH")?,
            msvc: env::var("CARGO_CFG_TARGET_ENV").is_ok_and(|name| name == "msvc"),
            static_runtime: features.split(',').any(|feature| feature == "crt-static"),
            out_dir: env::var("OUT_DIR")?.into(),
        })
    }
}

/// The folder named by an environment variable, when set and not empty.
fn folder_from_env(variable: &str) -> Option<PathBuf> {
    env::var_os(variable)
        .filter(|value| !value.is_empty())
        .map(PathBuf::from)
}

/// File name of a static library called "highs" on the target.
fn archive_name(target: &Target) -> &'static str {
    if target.msvc {
        "highs.lib"
    } else {
        "libhighs.a"
    }
}

/// The folder of the archive that all profiles share.
fn shared_folder(target: &Target) -> PathBuf {
    // On MSVC the C runtime is part of the object files.
    let runtime = if target.msvc && target.static_runtime {
        "-mt"
    } else {
        ""
    };
    let version = VERSION.join(".");
    build_root(target).join(format!(
        "highs-{version}-{}-O{OPTIMISATION}{runtime}",
        target.triple
    ))
}

/// Cargo's build folder, found from `<root>[/<triple>]/<profile>/build/...`;
/// this profile's own folder should Cargo ever place its files differently.
fn build_root(target: &Target) -> &Path {
    let mut above = target.out_dir.ancestors();
    let root = above
        .find(|folder| folder.ends_with("build"))
        .and_then(|build| build.parent()?.parent())
        .unwrap_or(&target.out_dir);
    match root.parent() {
        Some(parent) if root.ends_with(&target.triple) => parent,
        _ => root,
    }
}

/// Lets Cargo fetch the published package and returns its HiGHS folder.
fn published_sources() -> Fallible<PathBuf> {
    let manifest = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("highs-src/Cargo.toml");
    let output = Command::new(env::var("CARGO")?)
        .args([
            "metadata",
            "--format-version=1",
            "--locked",
            "--manifest-path",
        ])
        .arg(manifest)
        .output()?;
    if !output.status.success() {
        let reason = String::from_utf8_lossy(&output.stderr);
        return Err(format!(
            "cannot fetch the HiGHS sources: {reason}\n\
             Hint: set HIGHS_SRC to an unpacked HiGHS {} source tree.",
            VERSION.join(".")
        )
        .into());
    }
    String::from_utf8(output.stdout)?
        .split("\"manifest_path\":\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter_map(|path| {
            Some(
                Path::new(&path.replace("\\\\", "\\"))
                    .parent()?
                    .join("HiGHS"),
            )
        })
        .find(|folder| folder.join("cmake/sources.cmake").exists())
        .ok_or_else(|| "the published highs-sys package holds no HiGHS sources".into())
}

/// Compiles HiGHS and moves the finished archive into `destination`.
///
/// The move is one rename of one file, so two profiles built at the same
/// time never see half an archive.
fn compile(source: &Path, target: &Target, destination: &Path) -> Fallible<()> {
    check_version(source)?;
    let work = target.out_dir.join("highs-build");
    fs::create_dir_all(&work)?;
    fs::write(work.join("HConfig.h"), config_header(target))?;

    let files = source_files(&source.join("cmake/sources.cmake"))?;
    let folders: BTreeSet<&Path> = files.iter().filter_map(|file| file.parent()).collect();
    let (c_files, cpp_files): (Vec<_>, Vec<_>) = files
        .iter()
        .partition(|file| file.extension().is_some_and(|e| e == "c"));
    let root = source.join("highs");
    let mut includes = vec![source.join("extern"), root.clone(), work.clone()];
    includes.extend(folders.iter().map(|folder| root.join(folder)));
    let objects = compiler(target, &includes, &work, Language::C)
        .files(c_files.iter().map(|file| root.join(file)))
        .try_compile_intermediates()?;
    compiler(target, &includes, &work, Language::Cpp)
        .files(write_units(&root, cpp_files, &work)?)
        .objects(objects)
        .try_compile("highs")?;

    fs::create_dir_all(destination)?;
    let (built, archive) = (
        work.join(archive_name(target)),
        destination.join(archive_name(target)),
    );
    match fs::rename(&built, &archive) {
        Err(error) if !archive.exists() => return Err(error.into()),
        _ => {}
    }
    fs::remove_dir_all(work)?;
    Ok(())
}

/// Refuses sources that the bindings do not describe.
fn check_version(source: &Path) -> Fallible<()> {
    let file = source.join("Version.txt");
    let text = fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))?;
    for (name, wanted) in ["HIGHS_MAJOR", "HIGHS_MINOR"].into_iter().zip(VERSION) {
        let line = format!("{name}={wanted}");
        if !text.lines().any(|found| found.trim() == line) {
            return Err(format!("{}: expected {line}, found:\n{text}", file.display()).into());
        }
    }
    Ok(())
}

/// The header that HiGHS' own build would generate.
fn config_header(target: &Target) -> String {
    let mut lines = vec![
        "#pragma once",
        "#define FAST_BUILD",
        "#define CUPDLP_CPU",
        "#define HIGHS_SHARED_EXTRAS_LIBRARY",
        "#define CMAKE_BUILD_TYPE \"Release\"",
        "#define HIGHS_GITHASH \"n/a\"",
    ];
    lines.push(if target.msvc {
        "#define HIGHS_HAVE_BITSCAN_REVERSE"
    } else {
        "#define HIGHS_HAVE_BUILTIN_CLZ"
    });
    if matches!(target.arch.as_str(), "x86" | "x86_64") {
        lines.push("#define HIGHS_HAVE_MM_PAUSE");
    }
    let mut header = lines.join("\n");
    for (name, number) in ["MAJOR", "MINOR", "PATCH"].into_iter().zip(VERSION) {
        header += &format!("\n#define HIGHS_VERSION_{name} {number}");
    }
    header + "\n"
}

/// The library's source files, relative to HiGHS' `highs` folder.
fn source_files(cmake_list: &Path) -> Fallible<Vec<PathBuf>> {
    let text = fs::read_to_string(cmake_list)?;
    let mut files = Vec::new();
    for list in SOURCE_LISTS {
        let names = text
            .split_once(&format!("set({list}"))
            .and_then(|(_, rest)| rest.split_once(')'))
            .ok_or_else(|| format!("{}: no list {list}", cmake_list.display()))?
            .0;
        files.extend(
            names
                .split_whitespace()
                .map(|name| PathBuf::from(name.trim_matches('"'))),
        );
    }
    Ok(files)
}

/// Writes files that each include up to [`FILES_PER_UNIT`] source files of
/// one folder, and returns their paths.
fn write_units(root: &Path, mut files: Vec<&PathBuf>, work: &Path) -> Fallible<Vec<PathBuf>> {
    files.sort_by_key(|file| file.parent());
    let mut units = Vec::new();
    for folder in files.chunk_by(|a, b| a.parent() == b.parent()) {
        for chunk in folder.chunks(FILES_PER_UNIT) {
            let unit = work.join(format!("unit_{:02}.cpp", units.len()));
            let includes: Vec<String> = chunk
                .iter()
                .map(|file| format!("#include \"{}\"\n", root.join(file).display()))
                .collect();
            fs::write(&unit, includes.concat())?;
            units.push(unit);
        }
    }
    Ok(units)
}

/// A C or C++ compiler with the flags that HiGHS' own build uses.
fn compiler(target: &Target, includes: &[PathBuf], work: &Path, language: Language) -> cc::Build {
    let mut build = cc::Build::new();
    build
        .opt_level(OPTIMISATION)
        .debug(false)
        .warnings(false)
        .pic(true)
        .define("NDEBUG", None)
        .includes(includes)
        .out_dir(work)
        .cargo_metadata(false);
    if language == Language::Cpp {
        build.cpp(true).std("c++17");
    }
    if target.msvc {
        for name in ["NOMINMAX", "WIN32_LEAN_AND_MEAN", "_CRT_SECURE_NO_WARNINGS"] {
            build.define(name, "1");
        }
        for flag in ["/EHsc", "/bigobj", "/Zc:preprocessor", "/fp:precise"] {
            build.flag(flag);
        }
    }
    build
}

/// Tells rustc to link the static archive in `folder` and the C++ runtime.
fn link_static(folder: &Path, target: &Target) {
    println!("cargo::rustc-link-search=native={}", folder.display());
    println!("cargo::rustc-link-lib=static=highs");
    match target.os.as_str() {
        _ if target.msvc => {}
        "macos" | "ios" | "freebsd" | "openbsd" => println!("cargo::rustc-link-lib=c++"),
        _ => println!("cargo::rustc-link-lib=stdc++"),
    }
}

/// Links a library that the user has built or downloaded.
fn link_ready_made(folder: &Path, target: &Target) {
    if folder.join("libhighs.a").exists() {
        link_static(folder, target);
    } else {
        println!("cargo::rustc-link-search=native={}", folder.display());
        println!("cargo::rustc-link-lib=dylib=highs");
    }
}
