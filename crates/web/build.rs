//! Stops the build with one plain sentence when the pages' styles and scripts are not built yet; it does not build
//! them, because that needs Node.js and may need the network, which cargo must not.

fn main() {
    println!("cargo::rerun-if-changed=dist");
    if !std::path::Path::new("dist/manifest.json").exists() {
        println!(
            "cargo::error=the pages' styles and scripts are not built yet: run `make assets` first (needs Node.js 20 or newer), then build again"
        );
    }
}
