def perform(job):
    return job['do']
