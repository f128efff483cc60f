using LossKit.Samples;

// How the choice of a loss changes the way to its minimum. Each part is one experiment; the page docs/convergence.md discusses what they print.
string part = args is [var name] ? name : "";
Action? run = part switch
{
    "far" => FarAndNear.Run,
    "wrong" => ConfidentlyWrong.Run,
    "scale" => ScaledLoss.Run,
    "digits" => DigitClassifier.Run,
    _ => null,
};
if (run is null)
{
    Console.Error.WriteLine($"'{part}' is no part of this sample: write far, wrong, scale or digits behind the two hyphens.");
    return 2;
}

run();
return 0;
