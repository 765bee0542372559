// Validates workbooks with Microsoft's Open XML SDK. Arguments: files. Exit status: how many have errors.
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;

var validator = new OpenXmlValidator(FileFormatVersions.Office2019);
int bad = 0;
foreach (string file in args)
{
    using SpreadsheetDocument document = SpreadsheetDocument.Open(file, false);
    var errors = validator.Validate(document).ToList();
    Console.WriteLine($"{file}: {errors.Count} errors");
    foreach (var error in errors.Take(20))
    {
        Console.WriteLine($"  {error.Description}  at {error.Part?.Uri} {error.Path?.XPath}");
    }
    bad += errors.Count > 0 ? 1 : 0;
}
return bad;
