public enum ManifestSchema { public static let json = "{}\n" }
